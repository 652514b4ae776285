package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionService;
import dev.atrium.provider.openai.OpenAiTranscription;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiTranscriptionTest extends TranscriptionContract {

    @Override
    String provider() {
        return "openai";
    }

    @Override
    String model() {
        return "whisper-1";
    }

    @Override
    TranscriptionService service(Parts of) {
        return new OpenAiTranscription(of.calls(), of.clients(), of.limits());
    }

    @Test
    void learns_length_and_language_from_whisper() {
        TranscriptionResult result = transcribe(request("whisper-1", 3, Set.of(), false));

        assertThat(result.duration()).hasValue(Duration.ofSeconds(3));
        assertThat(result.billed()).hasValue(Duration.ofSeconds(3));
        assertThat(result.language()).hasValue("en");
        assertThat(result.usage()).isEmpty();
    }

    @Test
    void asks_newer_models_for_the_one_format_that_they_have() {
        DEMO.script().next("openai", Behaviour.of("[[usage in 37 out 12]]"));

        TranscriptionResult result = transcribe(request("gpt-4o-transcribe", 3, Set.of(), false));

        assertThat(result.usage()).hasValue(TokenUsage.of(37, 12));
        assertThat(result.billed()).isEmpty();
        assertThat(service(parts).abilities("gpt-4o-transcribe").timestamps()).isEmpty();
    }

    @Test
    void tells_speakers_apart_in_long_recordings_too() {
        TranscriptionResult result =
                transcribe(request("gpt-4o-transcribe-diarize", 40, Set.of(Granularity.SEGMENT), true));

        assertThat(result.segments())
                .extracting(segment -> segment.speaker().orElse(""))
                .contains("A", "B");
        assertThat(result.duration()).hasValue(Duration.ofSeconds(40));
    }
}
