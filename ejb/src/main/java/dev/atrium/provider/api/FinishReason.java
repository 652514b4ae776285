package dev.atrium.provider.api;

import java.util.Locale;

/** Why an answer ended. */
public enum FinishReason {
    /** The model was done, or met a stop sequence. */
    STOP,
    /** The limit of output tokens, or the context window, was reached. */
    LENGTH,
    /** The provider's or the model's policy ended the answer, a refusal included. */
    CONTENT_FILTER,
    /** The model asks for tools to be called. */
    TOOL_CALLS,
    /** The user stopped it. */
    CANCELLED,
    /** It failed. */
    ERROR;

    /** The name in the API, such as {@code content_filter}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
