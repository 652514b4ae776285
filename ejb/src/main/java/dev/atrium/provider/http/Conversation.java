package dev.atrium.provider.http;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.ToolResult;
import dev.atrium.provider.api.ChatMessage.ToolUse;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages of a request as vendors accept them. */
public final class Conversation {

    private static final Set<String> TEXTS = Set.of(
            "application/json", "application/xml", "application/yaml", "application/javascript", "application/sql");

    private Conversation() {}

    /**
     * The messages that say something, and the last in any case. An answer that was stopped before its first word leaves an
     * empty message behind, for which most vendors refuse the whole request.
     */
    public static List<ChatMessage> spoken(TextRequest request) {
        List<ChatMessage> messages = new ArrayList<>(request.messages());
        ChatMessage last = messages.remove(messages.size() - 1);
        messages.removeIf(ChatMessage::isBlank);
        messages.add(last);
        return messages;
    }

    /** The tool that a result belongs to, by the call that it answers. */
    public static Optional<String> toolOf(TextRequest request, ToolResult result) {
        return request.messages().stream()
                .flatMap(message -> message.parts().stream())
                .filter(ToolUse.class::isInstance)
                .map(part -> ((ToolUse) part).call())
                .filter(call -> call.id().equals(result.callId()))
                .map(ToolCall::name)
                .findFirst();
    }

    /** Whether a file is text that can stand in a message as it is. */
    public static boolean isText(Media media) {
        return media.type().startsWith("text/") || TEXTS.contains(media.type());
    }

    /** A file of text as part of a message, headed by its name. */
    public static String quoted(ChatMessage.File file) {
        return file.name() + ":\n\n" + text(file.media());
    }

    /** The text that these bytes are, see {@link #isText}. */
    public static String text(Media media) {
        return new String(media.bytes(), StandardCharsets.UTF_8);
    }
}
