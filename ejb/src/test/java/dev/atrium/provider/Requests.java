package dev.atrium.provider;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Requests for tests of what goes over the wire. */
public final class Requests {

    private Requests() {}

    /** A request that sets nothing which it need not. */
    public static TextRequest plain() {
        return plain("model-1");
    }

    /** The same, to a certain model. */
    public static TextRequest plain(String model) {
        return new TextRequest(
                model,
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

    /** A request with an image, files, two calls of a tool and their results, the second of which is a failure. */
    public static TextRequest rich() {
        return saying(
                new ChatMessage(
                        ChatMessage.Role.USER,
                        List.of(
                                new ChatMessage.Text("What is this?"),
                                new ChatMessage.Image(Media.of("image/png", new byte[] {1, 2, 3})),
                                new ChatMessage.File("a.pdf", Media.of("application/pdf", new byte[] {4, 5})),
                                new ChatMessage.File(
                                        "b.csv", Media.of("text/csv", "1,2".getBytes(StandardCharsets.UTF_8))))),
                new ChatMessage(
                        ChatMessage.Role.ASSISTANT,
                        List.of(
                                new ChatMessage.ToolUse(new ToolCall("call_1", "look", "{\"deep\":true}")),
                                new ChatMessage.ToolUse(new ToolCall("call_2", "look", "{}")))),
                ChatMessage.result("call_1", "a cat"),
                new ChatMessage(
                        ChatMessage.Role.TOOL, List.of(new ChatMessage.ToolResult("call_2", "too dark", true))));
    }

    /** A request that shows an image. */
    public static TextRequest showing(Media media) {
        return saying(new ChatMessage(ChatMessage.Role.USER, List.of(new ChatMessage.Image(media))));
    }

    private static TextRequest saying(ChatMessage... messages) {
        return new TextRequest(
                "model-1",
                Optional.empty(),
                List.of(messages),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    /** A request that wants a certain tool, JSON of a shape, penalties and a seed. */
    public static TextRequest featured() {
        return plain().with(TextFeatures.NONE
                .withTools(new Tools(List.of(look()), new Tools.Named("look"), false))
                .withOutput(new OutputFormat.JsonSchema("thing", json("{\"type\":\"object\"}"), true))
                .withPenalties(OptionalDouble.of(0.5), OptionalDouble.of(-0.5))
                .withSeed(OptionalLong.of(-7)));
    }

    /** A tool with one parameter. */
    public static Tools.Tool look() {
        return new Tools.Tool(
                "look", "Looks again.", json("{\"type\":\"object\",\"properties\":{\"deep\":{\"type\":\"boolean\"}}}"));
    }

    public static JsonObject json(String text) {
        return WireJson.read(text, JsonObject.class);
    }
}
