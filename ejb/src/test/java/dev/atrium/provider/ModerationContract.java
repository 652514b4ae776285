package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.ModerationRequest;
import dev.atrium.provider.api.ModerationResult;
import dev.atrium.provider.api.ModerationService;
import dev.atrium.provider.api.ProviderEndpoint;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every vendor's moderation promises. */
abstract class ModerationContract extends ServiceContract {

    abstract ModerationService service(Parts of);

    abstract String model();

    @Override
    CompletionStage<ModerationResult> ask(Parts of, ProviderEndpoint endpoint) {
        return service(of).moderate(new ModerationRequest(model(), List.of("one text")), endpoint);
    }

    @Override
    boolean makesThings() {
        return false;
    }

    @Test
    void judges_each_text_in_its_turn() {
        List<ModerationResult.Verdict> verdicts = service(parts)
                .moderate(
                        new ModerationRequest(model(), List.of("good morning", "I will kill you", "thanks")),
                        endpoint())
                .toCompletableFuture()
                .join()
                .verdicts();

        assertThat(verdicts).extracting(ModerationResult.Verdict::flagged).containsExactly(false, true, false);
        assertThat(verdicts.get(1).categories()).containsValue(true);
        assertThat(verdicts.get(1).scores().keySet())
                .isEqualTo(verdicts.get(1).categories().keySet());
        assertThat(verdicts.get(0).categories()).doesNotContainValue(true);
    }
}
