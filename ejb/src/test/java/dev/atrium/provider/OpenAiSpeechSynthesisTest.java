package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.openai.OpenAiSpeechSynthesis;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class OpenAiSpeechSynthesisTest extends SpeechSynthesisContract {

    @Override
    String provider() {
        return "openai";
    }

    @Override
    String model() {
        return "gpt-4o-mini-tts";
    }

    @Override
    SpeechSynthesisService service(Parts of) {
        return new OpenAiSpeechSynthesis(of.calls(), of.clients(), of.limits());
    }

    @Test
    void speaks_faster_when_it_is_told_to() {
        SpeechRequest fast = new SpeechRequest(
                model(), "word ".repeat(40), "coral", AudioFormat.PCM, OptionalDouble.of(2), Optional.of("Hurry."));

        try (SpeechResult hurried = speak(fast);
                SpeechResult usual = speak(request("word ".repeat(40), AudioFormat.PCM))) {
            assertThat(hurried.audio().sizeBytes() * 2).isEqualTo(usual.audio().sizeBytes());
        }
    }

    @Test
    void knows_that_the_first_models_have_fewer_voices_and_take_no_instructions() {
        assertThat(service(parts).abilities("tts-1").voices()).doesNotContain("cedar");
        assertThat(service(parts).abilities("tts-1").instructions()).isFalse();
        assertThat(service(parts).abilities(model()).instructions()).isTrue();
    }
}
