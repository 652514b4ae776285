package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.api.SpeechSynthesisService;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every vendor's speech promises. */
abstract class SpeechSynthesisContract extends ServiceContract {

    private static final Map<AudioFormat, String> BEGINNINGS = Map.of(
            AudioFormat.MP3, "\u00FF\u00F3",
            AudioFormat.AAC, "\u00FF\u00F1",
            AudioFormat.OPUS, "OggS",
            AudioFormat.FLAC, "fLaC",
            AudioFormat.WAV, "RIFF",
            AudioFormat.PCM, "");

    abstract SpeechSynthesisService service(Parts of);

    abstract String model();

    @Override
    CompletionStage<SpeechResult> ask(Parts of, ProviderEndpoint endpoint) {
        AudioFormat format = service(of).abilities(model()).formats().get(0);
        return service(of).speak(request("Good morning.", format), endpoint);
    }

    @Override
    boolean makesThings() {
        return true;
    }

    @Test
    void speaks_in_every_format_that_it_has() throws Exception {
        for (AudioFormat format : service(parts).abilities(model()).formats()) {
            try (SpeechResult result = speak(request("Good morning, everybody.", format))) {
                assertThat(result.audio().contentType()).isEqualTo(format.contentType());
                assertThat(beginning(result)).startsWith(BEGINNINGS.get(format));
                assertThat(result.audio().sizeBytes()).isGreaterThan(50);
            }
        }
    }

    @Test
    void speaks_as_long_a_text_as_it_says() {
        int longest = service(parts).abilities(model()).textCharacters();

        try (SpeechResult result = speak(request("word ".repeat(longest / 5), AudioFormat.PCM))) {
            assertThat(result.audio().sizeBytes()).isGreaterThan(longest);
        }
    }

    SpeechRequest request(String text, AudioFormat format) {
        return new SpeechRequest(
                model(),
                text,
                service(parts).abilities(model()).voices().stream().findFirst().orElse("some voice"),
                format,
                OptionalDouble.empty(),
                Optional.empty());
    }

    SpeechResult speak(SpeechRequest request) {
        return service(parts).speak(request, endpoint()).toCompletableFuture().join();
    }

    private static String beginning(SpeechResult result) throws Exception {
        try (InputStream in = result.audio().open()) {
            return new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
        }
    }
}
