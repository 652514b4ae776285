package dev.atrium.provider.anthropic;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.File;
import dev.atrium.provider.api.ChatMessage.Image;
import dev.atrium.provider.api.ChatMessage.ImageAddress;
import dev.atrium.provider.api.ChatMessage.Part;
import dev.atrium.provider.api.ChatMessage.Role;
import dev.atrium.provider.api.ChatMessage.Text;
import dev.atrium.provider.api.ChatMessage.ToolResult;
import dev.atrium.provider.api.ChatMessage.ToolUse;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.http.Conversation;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the messages of a request. Anthropic wants all results of the tools of one turn in the one user message that follows it,
 * ahead of anything else, and takes no block of text that is empty.
 */
final class AnthropicBlocks {

    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";
    private static final int MAX_TITLE = 500;
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

    private AnthropicBlocks() {}

    static List<AnthropicRequest.Message> messages(TextRequest request) {
        List<ChatMessage> spoken = Conversation.spoken(request);
        List<AnthropicRequest.Message> messages = new ArrayList<>();
        List<JsonObject> turn = new ArrayList<>();
        for (int i = 0; i < spoken.size(); i++) {
            ChatMessage message = spoken.get(i);
            boolean last = i == spoken.size() - 1;
            if (message.role() == Role.TOOL || (!turn.isEmpty() && message.role() == Role.USER)) {
                turn.addAll(blocks(message));
                if (last || spoken.get(i + 1).role() == Role.ASSISTANT) {
                    messages.add(new AnthropicRequest.Message("user", WireJson.array(turn)));
                    turn.clear();
                }
            } else {
                String role = message.role() == Role.ASSISTANT ? "assistant" : "user";
                messages.add(new AnthropicRequest.Message(role, content(message, last)));
            }
        }
        return messages;
    }

    private static JsonValue content(ChatMessage message, boolean last) {
        if (!message.parts().stream().allMatch(Text.class::isInstance)) {
            return WireJson.array(blocks(message));
        }
        // An answer to be continued must not end with white space.
        boolean continued = last && message.role() == Role.ASSISTANT;
        return WireJson.string(continued ? message.text().stripTrailing() : message.text());
    }

    private static List<JsonObject> blocks(ChatMessage message) {
        return message.parts().stream()
                .filter(part -> !(part instanceof Text text && text.text().isBlank()))
                .map(AnthropicBlocks::block)
                .toList();
    }

    private static JsonObject block(Part part) {
        if (part instanceof Text text) {
            return typed("text").add("text", text.text()).build();
        }
        if (part instanceof Image image) {
            return image(image.media());
        }
        if (part instanceof ImageAddress image) {
            return typed("image")
                    .add("source", typed("url").add("url", image.address().toString()))
                    .build();
        }
        if (part instanceof File file) {
            return document(file);
        }
        return part instanceof ToolUse use ? call(use.call()) : result((ToolResult) part);
    }

    private static JsonObject image(Media media) {
        if (!IMAGES.contains(media.type())) {
            throw Failure.unable(
                    "Anthropic", "sees PNG, JPEG, GIF and WebP, not " + media.type() + ": convert the image.");
        }
        return typed("image").add("source", base64(media)).build();
    }

    private static JsonObject document(File file) {
        JsonObjectBuilder document = typed("document").add("source", source(file.media()));
        if (!file.name().isBlank()) {
            document.add("title", file.name().substring(0, Math.min(file.name().length(), MAX_TITLE)));
        }
        return document.build();
    }

    private static JsonObjectBuilder source(Media media) {
        if (Conversation.isText(media)) {
            return typed("text").add("media_type", "text/plain").add("data", Conversation.text(media));
        }
        if (!media.type().equals(PDF)) {
            throw Failure.unable("Anthropic", "takes PDF and text files, not " + media.type() + ": convert the file.");
        }
        return base64(media);
    }

    private static JsonObjectBuilder base64(Media media) {
        return typed("base64").add("media_type", media.type()).add("data", media.base64());
    }

    private static JsonObject call(ToolCall call) {
        return typed("tool_use")
                .add("id", id(call.id()))
                .add("name", call.name())
                .add(
                        "input",
                        WireJson.object(call.arguments())
                                .orElseThrow(() -> Failure.unable(
                                        "Anthropic",
                                        "takes back calls of tools with a JSON object as arguments only, which those of "
                                                + call.name() + " are not: leave the call out.")))
                .build();
    }

    private static JsonObject result(ToolResult result) {
        JsonObjectBuilder block = typed("tool_result").add("tool_use_id", id(result.callId()));
        if (!result.text().isEmpty()) {
            block.add("content", result.text());
        }
        return result.failed() ? block.add("is_error", true).build() : block.build();
    }

    /** Ids that other vendors have given may have characters that Anthropic refuses. */
    private static String id(String id) {
        return NOT_IN_IDS.matcher(id).replaceAll("_");
    }

    private static JsonObjectBuilder typed(String type) {
        return WireJson.object().add("type", type);
    }
}
