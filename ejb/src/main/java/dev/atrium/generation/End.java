package dev.atrium.generation;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** How a generation's run ended, before it is settled. */
public sealed interface End {

    /** The provider said that the answer is complete. */
    record Completed(FinishReason finishReason, Optional<Usage> usage) implements End {}

    /** The user stopped it. */
    record Cancelled() implements End {}

    /**
     * It failed, here or at the provider.
     *
     * @param retryAfter how long to wait before trying again is of use; empty where nobody knows
     */
    record Failed(ErrorCode code, String detail, Optional<Duration> retryAfter) implements End {

        public Failed(ErrorCode code, String detail) {
            this(code, detail, Optional.empty());
        }
    }
}
