package dev.atrium.provider.http;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.TextRequest;
import java.util.ArrayList;
import java.util.List;

/** The messages of a request as vendors accept them. */
public final class Conversation {

    private Conversation() {}

    /**
     * The messages that say something, and the last in any case. An answer that was stopped before its first word leaves an
     * empty message behind, for which most vendors refuse the whole request.
     */
    public static List<ChatMessage> spoken(TextRequest request) {
        List<ChatMessage> messages = new ArrayList<>(request.messages());
        ChatMessage last = messages.remove(messages.size() - 1);
        messages.removeIf(message -> message.text().isBlank());
        messages.add(last);
        return messages;
    }
}
