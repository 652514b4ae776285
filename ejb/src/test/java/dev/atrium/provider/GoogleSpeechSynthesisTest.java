package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.google.GoogleSpeechSynthesis;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class GoogleSpeechSynthesisTest extends SpeechSynthesisContract {

    @Override
    String provider() {
        return "google";
    }

    @Override
    String model() {
        return "gemini-2.5-flash-preview-tts";
    }

    @Override
    SpeechSynthesisService service(Parts of) {
        return new GoogleSpeechSynthesis(of.calls(), of.clients(), of.limits());
    }

    @Test
    void makes_a_wav_file_of_bare_samples() throws Exception {
        try (SpeechResult samples = speak(request("Good morning.", AudioFormat.PCM));
                SpeechResult wav = speak(request("Good morning.", AudioFormat.WAV))) {
            AudioFileFormat format =
                    AudioSystem.getAudioFileFormat(wav.audio().path().toFile());

            assertThat(format.getFormat().getSampleRate()).isEqualTo(24_000);
            assertThat(format.getFormat().getChannels()).isEqualTo(1);
            assertThat(format.getFormat().isBigEndian()).isFalse();
            assertThat(format.getFrameLength() * 2L).isEqualTo(samples.audio().sizeBytes());
        }
    }

    @Test
    void reports_tokens() {
        DEMO.script().next("google", Behaviour.of("[[usage in 11 out 111]]"));

        try (SpeechResult result = ask(parts, endpoint()).toCompletableFuture().join()) {
            assertThat(result.usage()).hasValue(TokenUsage.of(11, 111));
        }
    }
}
