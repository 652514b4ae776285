package dev.atrium.rest.openai;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.Part;
import dev.atrium.provider.api.ChatMessage.Role;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.refusal.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads messages as OpenAI's clients write them. */
final class ChatMessages {

    private static final Set<String> INSTRUCTING = Set.of("system", "developer");
    private static final Pattern DATA_URL =
            Pattern.compile("data:([a-zA-Z0-9.+-]+/[a-zA-Z0-9.+-]+)(?:;[^,;]+)*;base64,");

    private ChatMessages() {}

    /** The instructions, wherever in the conversation they stand: most providers know them at its beginning only. */
    static Optional<String> system(List<ChatMessageBody> messages) {
        List<String> texts = IntStream.range(0, messages.size())
                .filter(i -> INSTRUCTING.contains(messages.get(i).role()))
                .mapToObj(i -> text(at(i) + ".content", messages.get(i).content()))
                .toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", texts));
    }

    /** What was said. Results of tools that follow one another answer one message, and so are one. */
    static List<ChatMessage> conversation(List<ChatMessageBody> messages) {
        List<ChatMessage> said = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            ChatMessageBody message = messages.get(i);
            switch (message.role()) {
                case "system", "developer" -> {}
                case "user" -> said.add(user(at(i), message));
                case "assistant" -> said.add(assistant(at(i), message));
                case "tool" -> addResult(said, at(i), message);
                default ->
                    throw Refusal.invalid(at(i) + ".role", "must be one of system, developer, user, assistant, tool");
            }
        }
        if (said.isEmpty() || said.get(said.size() - 1).role() == Role.ASSISTANT) {
            throw Refusal.invalid(
                    "messages", "must end with what is to be answered: a message of the user, or of a tool");
        }
        return said;
    }

    private static String at(int index) {
        return "messages[" + index + "]";
    }

    private static ChatMessage user(String place, ChatMessageBody message) {
        String field = place + ".content";
        if (!(message.content() instanceof JsonArray parts)) {
            return ChatMessage.user(Given.text(field, orNull(message.content())));
        }
        if (parts.isEmpty()) {
            throw Refusal.invalid(field, "must not be empty");
        }
        return new ChatMessage(
                Role.USER,
                IntStream.range(0, parts.size())
                        .mapToObj(i -> part(field + "[" + i + "]", parts.get(i)))
                        .toList());
    }

    private static Part part(String place, JsonValue value) {
        if (!(value instanceof JsonObject part)) {
            throw Refusal.invalid(place, "must be an object");
        }
        String type = Given.text(place + ".type", orNull(part.get("type")));
        return switch (type) {
            case "text" -> new ChatMessage.Text(Given.text(place + ".text", orNull(part.get("text"))));
            case "image_url" -> new ChatMessage.Image(picture(place + ".image_url", part.get("image_url")));
            case "file" -> file(place + ".file", part.get("file"));
            default ->
                throw Refusal.invalid(
                        place + ".type", "must be one of text, image_url, file; " + type + " cannot be read");
        };
    }

    /** No address is fetched: it could be one that only this server reaches. */
    private static Media picture(String place, JsonValue value) {
        JsonValue url = value instanceof JsonObject object ? object.get("url") : value;
        String address = Given.text(place + ".url", orNull(url));
        return media(
                place + ".url",
                address,
                "must be a data: URL with the picture in base64; pictures at other addresses are not fetched");
    }

    private static Part file(String place, JsonValue value) {
        JsonObject file = value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        if (!file.containsKey("file_data")) {
            throw Refusal.invalid(place + ".file_data", "must be given: files are not kept here to be named by an id");
        }
        String data = Given.text(place + ".file_data", file.get("file_data"));
        String name = file.containsKey("filename") ? Given.text(place + ".filename", file.get("filename")) : "file";
        return new ChatMessage.File(
                name, media(place + ".file_data", data, "must be a data: URL with the file in base64"));
    }

    private static Media media(String field, String url, String expectation) {
        Matcher head = DATA_URL.matcher(url);
        if (!head.lookingAt()) {
            throw Refusal.invalid(field, expectation);
        }
        try {
            return Media.of(head.group(1), Base64.getDecoder().decode(url.substring(head.end())));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(field, expectation);
        }
    }

    private static ChatMessage assistant(String place, ChatMessageBody message) {
        List<ToolCallBody> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
        String words = Given.isAbsent(message.content()) ? "" : text(place + ".content", message.content());
        Stream<Part> text = words.isEmpty() && !calls.isEmpty() ? Stream.of() : Stream.of(new ChatMessage.Text(words));
        Stream<Part> uses = calls.stream().map(call -> new ChatMessage.ToolUse(call(call)));
        return new ChatMessage(Role.ASSISTANT, Stream.concat(text, uses).toList());
    }

    private static ToolCall call(ToolCallBody call) {
        String arguments = call.function().arguments();
        return new ToolCall(
                call.id(),
                call.function().name(),
                arguments == null || arguments.isBlank() ? "{}" : arguments,
                Optional.ofNullable(call.extraContent())
                        .map(ToolCallBody.ExtraContent::google)
                        .map(ToolCallBody.ExtraContent.Google::thoughtSignature));
    }

    private static void addResult(List<ChatMessage> said, String place, ChatMessageBody message) {
        if (message.toolCallId() == null || message.toolCallId().isBlank()) {
            throw Refusal.invalid(place + ".tool_call_id", "must be given");
        }
        List<Part> results = new ArrayList<>();
        if (!said.isEmpty() && said.get(said.size() - 1).role() == Role.TOOL) {
            results.addAll(said.remove(said.size() - 1).parts());
        }
        results.add(new ChatMessage.ToolResult(
                message.toolCallId(), text(place + ".content", orNull(message.content())), false));
        said.add(new ChatMessage(Role.TOOL, results));
    }

    /** A text, or the texts of parts that are nothing else, one after the other. */
    private static String text(String field, JsonValue content) {
        if (content instanceof JsonArray parts) {
            return IntStream.range(0, parts.size())
                    .mapToObj(i -> partText(field + "[" + i + "]", parts.get(i)))
                    .collect(Collectors.joining());
        }
        return Given.text(field, orNull(content));
    }

    private static String partText(String place, JsonValue value) {
        JsonObject part = value instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        boolean refusal =
                part.get("type") instanceof JsonString type && type.getString().equals("refusal");
        String name = refusal ? "refusal" : "text";
        return Given.text(place + "." + name, orNull(part.get(name)));
    }

    private static JsonValue orNull(JsonValue value) {
        return value == null ? JsonValue.NULL : value;
    }
}
