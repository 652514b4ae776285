package dev.atrium.provider.api;

import java.util.Objects;
import java.util.Optional;

/** What a provider's stream says, in the words of no vendor. */
public sealed interface StreamEvent {

    /** A piece of the answer, never empty. Joined in order, the pieces are the answer, character for character. */
    record TextDelta(String text) implements StreamEvent {
        public TextDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A piece of the model's visible thinking, never empty. It is not part of the answer. */
    record ReasoningDelta(String text) implements StreamEvent {
        public ReasoningDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /** The model asks for a tool. The call is whole: its pieces have been put together. */
    record ToolCalled(ToolCall call) implements StreamEvent {
        public ToolCalled {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * The answer is complete: the provider said why it ended. A stream that just stops is a {@link Failed}.
     *
     * @param usage what the provider reports for the whole call; empty where it reports nothing
     */
    record Completed(FinishReason finishReason, Optional<TokenUsage> usage) implements StreamEvent {
        public Completed {
            Objects.requireNonNull(finishReason, "finishReason");
            Objects.requireNonNull(usage, "usage");
        }
    }

    /** The stream broke after its first content. What arrived before stays valid as far as it goes. */
    record Failed(ProviderException cause) implements StreamEvent {
        public Failed {
            Objects.requireNonNull(cause, "cause");
        }
    }
}
