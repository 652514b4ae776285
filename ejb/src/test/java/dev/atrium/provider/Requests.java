package dev.atrium.provider;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.TextRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Requests for tests of what goes over the wire. */
public final class Requests {

    private Requests() {}

    /** A request that sets nothing which it need not. */
    public static TextRequest plain() {
        return new TextRequest(
                "model-1",
                Optional.empty(),
                List.of(ChatMessage.user("Hello")),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    /** A request that sets everything, the temperature at its highest, after an answer that was stopped at once. */
    public static TextRequest full() {
        return new TextRequest(
                "model-1",
                Optional.of("Be brief."),
                List.of(
                        ChatMessage.user("Hello"),
                        ChatMessage.assistant("Hi!"),
                        ChatMessage.user("More"),
                        ChatMessage.assistant(""),
                        ChatMessage.user("Again")),
                64,
                OptionalDouble.of(2),
                OptionalDouble.of(0.5),
                List.of("END"));
    }
}
