package dev.atrium.provider.api;

import java.util.Objects;
import java.util.Optional;

/**
 * The model asks for a tool to be called.
 *
 * @param id tells this call from others in the conversation; the {@link ChatMessage.ToolResult} repeats it
 * @param arguments a JSON object as text, as the model wrote it: where the answer was cut at its limit, so is this
 * @param signature what the provider wants to see again, unchanged, when the call becomes part of a conversation
 */
public record ToolCall(String id, String name, String arguments, Optional<String> signature) {

    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(signature, "signature");
    }

    public ToolCall(String id, String name, String arguments) {
        this(id, name, arguments, Optional.empty());
    }
}
