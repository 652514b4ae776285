package dev.atrium.provider.mistral;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.File;
import dev.atrium.provider.api.ChatMessage.Image;
import dev.atrium.provider.api.ChatMessage.ImageAddress;
import dev.atrium.provider.api.ChatMessage.Part;
import dev.atrium.provider.api.ChatMessage.Text;
import dev.atrium.provider.api.ChatMessage.ToolResult;
import dev.atrium.provider.api.ChatMessage.ToolUse;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.http.Conversation;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes the messages of a request. */
final class MistralMessages {

    private static final String PDF = "application/pdf";
    private static final Pattern CALL_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    private MistralMessages() {}

    static List<MistralRequest.Message> of(TextRequest request) {
        List<MistralRequest.Message> messages = new ArrayList<>();
        request.system().ifPresent(text -> messages.add(message("system", WireJson.string(text))));
        List<ChatMessage> spoken = Conversation.spoken(request);
        for (int i = 0; i < spoken.size(); i++) {
            ChatMessage message = spoken.get(i);
            switch (message.role()) {
                case USER -> messages.add(message("user", content(message)));
                case ASSISTANT -> messages.add(assistant(message, i == spoken.size() - 1));
                case TOOL -> message.parts().forEach(part -> messages.add(result((ToolResult) part)));
            }
        }
        return messages;
    }

    private static MistralRequest.Message message(String role, JsonValue content) {
        return new MistralRequest.Message(role, content, null, null, null);
    }

    /** The last message has to be the user's, or marked as one to be continued. */
    private static MistralRequest.Message assistant(ChatMessage message, boolean last) {
        List<MistralRequest.ToolCall> calls = message.parts().stream()
                .filter(ToolUse.class::isInstance)
                .map(part -> ((ToolUse) part).call())
                .map(call -> new MistralRequest.ToolCall(
                        callId(call.id()),
                        "function",
                        new MistralRequest.CalledFunction(call.name(), call.arguments())))
                .toList();
        return new MistralRequest.Message(
                "assistant", WireJson.string(message.text()), calls.isEmpty() ? null : calls, null, last ? true : null);
    }

    private static MistralRequest.Message result(ToolResult result) {
        return new MistralRequest.Message("tool", WireJson.string(result.text()), null, callId(result.callId()), null);
    }

    /** Mistral takes ids of nine letters and digits only; those of other vendors get one, always the same. */
    static String callId(String id) {
        if (CALL_ID.matcher(id).matches()) {
            return id;
        }
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 9);
    }

    private static JsonValue content(ChatMessage message) {
        return message.parts().stream().allMatch(Text.class::isInstance)
                ? WireJson.string(message.text())
                : WireJson.array(
                        message.parts().stream().map(MistralMessages::part).toList());
    }

    private static JsonObject part(Part part) {
        if (part instanceof Image image) {
            return typed("image_url").add("image_url", image.media().dataUrl()).build();
        }
        if (part instanceof ImageAddress image) {
            return typed("image_url")
                    .add("image_url", image.address().toString())
                    .build();
        }
        if (part instanceof File file && !Conversation.isText(file.media())) {
            return document(file);
        }
        String text = part instanceof File file ? Conversation.quoted(file) : ((Text) part).text();
        return typed("text").add("text", text).build();
    }

    private static JsonObject document(File file) {
        if (!file.media().type().equals(PDF)) {
            throw Failure.unable(
                    "Mistral", "takes PDF and text files, not " + file.media().type() + ": convert the file.");
        }
        return typed("document_url")
                .add("document_url", file.media().dataUrl())
                .add("document_name", file.name())
                .build();
    }

    private static JsonObjectBuilder typed(String type) {
        return WireJson.object().add("type", type);
    }
}
