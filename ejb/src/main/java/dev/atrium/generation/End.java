package dev.atrium.generation;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
import java.util.Optional;

/** How a generation's run ended, before it is settled. */
public sealed interface End {

    /** The provider said that the answer is complete. */
    record Completed(FinishReason finishReason, Optional<Usage> usage) implements End {}

    /** The user stopped it. */
    record Cancelled() implements End {}

    /** It failed, here or at the provider. */
    record Failed(ErrorCode code, String detail) implements End {}
}
