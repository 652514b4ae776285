package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionService;
import dev.atrium.provider.mistral.MistralTranscription;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MistralTranscriptionTest extends TranscriptionContract {

    @Override
    String provider() {
        return "mistral";
    }

    @Override
    String model() {
        return "voxtral-mini-latest";
    }

    @Override
    TranscriptionService service(Parts of) {
        return new MistralTranscription(of.calls(), of.clients(), of.limits());
    }

    @Test
    void reports_seconds_and_tokens() {
        DEMO.script().next("mistral", Behaviour.of("[[usage in 3 out 11]]"));

        TranscriptionResult result = transcribe(request(model(), 4, Set.of(), false));

        assertThat(result.billed()).hasValue(Duration.ofSeconds(4));
        assertThat(result.usage()).hasValue(TokenUsage.of(3, 11));
    }

    /** Mistral refuses the two together, and the demo provider does as well. */
    @Test
    void leaves_the_language_out_where_times_are_wanted() {
        transcribe(request(model(), 4, Set.of(Granularity.SEGMENT), false));
        assertThat(lastRequest().body()).contains("timestamp_granularities").doesNotContain("name=\"language\"");

        transcribe(request(model(), 4, Set.of(), false));
        assertThat(lastRequest().body()).contains("name=\"language\"").doesNotContain("timestamp_granularities");
    }

    @Test
    void tells_speakers_apart() {
        TranscriptionResult result = transcribe(request(model(), 12, Set.of(), true));

        assertThat(result.segments())
                .allSatisfy(segment -> assertThat(segment.speaker()).isPresent());
    }
}
