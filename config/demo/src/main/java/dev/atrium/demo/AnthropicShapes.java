package dev.atrium.demo;

import static dev.atrium.demo.Shape.bool;
import static dev.atrium.demo.Shape.by;
import static dev.atrium.demo.Shape.either;
import static dev.atrium.demo.Shape.integer;
import static dev.atrium.demo.Shape.list;
import static dev.atrium.demo.Shape.object;
import static dev.atrium.demo.Shape.oneOf;
import static dev.atrium.demo.Shape.open;
import static dev.atrium.demo.Shape.string;

import jakarta.json.JsonObject;
import java.util.Map;

/** The members of Anthropic's request that are more than a number or a word. */
final class AnthropicShapes {

    private static final String BASE64 = "[A-Za-z0-9+/]+={0,2}";
    private static final String ID = "[a-zA-Z0-9_-]+";
    private static final Shape URL = object().with("type", string()).with("url", string("https?://\\S+"));

    private static final Shape.Members TEXT =
            block().with("text", string(".+")).maybe("citations", list(open()).orNull());
    private static final Shape IMAGE = block().with(
                    "source",
                    by(
                            "type",
                            Map.of(
                                    "base64",
                                    object().with("type", string())
                                            .with(
                                                    "media_type",
                                                    oneOf("image/jpeg", "image/png", "image/gif", "image/webp"))
                                            .with("data", string(BASE64)),
                                    "url",
                                    URL)));
    private static final Shape DOCUMENT = block().with(
                    "source",
                    by(
                            "type",
                            Map.of(
                                    "base64",
                                    object().with("type", string())
                                            .with("media_type", oneOf("application/pdf"))
                                            .with("data", string(BASE64)),
                                    "text",
                                    object().with("type", string())
                                            .with("media_type", oneOf("text/plain"))
                                            .with("data", string()),
                                    "url",
                                    URL)))
            .maybe("title", string(".{1,500}").orNull())
            .maybe("context", string(".+").orNull())
            .maybe("citations", open().orNull());
    private static final Map<String, Shape> RESULT_BLOCKS = Map.of("text", TEXT, "image", IMAGE, "document", DOCUMENT);
    private static final Shape TOOL_USE =
            block().with("id", string(ID)).with("name", string(".{1,200}")).with("input", open());
    private static final Shape TOOL_RESULT = block().with("tool_use_id", string(ID))
            .maybe("content", either(list(by("type", RESULT_BLOCKS)), string()))
            .maybe("is_error", bool());

    /** The members of the request. */
    static final Map<String, Shape> MEMBERS = Map.of(
            "messages",
            list(object().with("role", string())
                    .with(
                            "content",
                            either(
                                    string(),
                                    list(by(
                                            "type",
                                            Map.of(
                                                    "text", TEXT,
                                                    "image", IMAGE,
                                                    "document", DOCUMENT,
                                                    "thinking",
                                                            object().with("type", string())
                                                                    .with("thinking", string())
                                                                    .with("signature", string()),
                                                    "redacted_thinking",
                                                            object().with("type", string())
                                                                    .with("data", string()),
                                                    "tool_use", TOOL_USE,
                                                    "tool_result", TOOL_RESULT)))))),
            "tools",
            list(object().with("name", string("[a-zA-Z0-9_-]{1,128}"))
                    .with(
                            "input_schema",
                            Shape.of(
                                    "an object schema",
                                    value -> value instanceof JsonObject schema
                                            && schema.getString("type", "").equals("object")))
                    .maybe("type", oneOf("custom").orNull())
                    .maybe("description", string())
                    .maybe("strict", bool())
                    .maybe("cache_control", open().orNull())),
            "tool_choice",
            by(
                    "type",
                    Map.of(
                            "auto", choice(),
                            "any", choice(),
                            "tool", choice().with("name", string()),
                            "none", object().with("type", string()))),
            "thinking",
            by(
                    "type",
                    Map.of(
                            "enabled",
                            object().with("type", string())
                                    .with("budget_tokens", integer())
                                    .maybe(
                                            "display",
                                            oneOf("summarized", "omitted").orNull()),
                            "adaptive",
                            object().with("type", string())
                                    .maybe(
                                            "display",
                                            oneOf("summarized", "omitted").orNull()),
                            "disabled",
                            object().with("type", string()))),
            "output_config",
            object().maybe(
                            "effort",
                            oneOf("low", "medium", "high", "xhigh", "max").orNull())
                    .maybe(
                            "format",
                            object().with("type", oneOf("json_schema"))
                                    .with("schema", open())
                                    .orNull()));

    private AnthropicShapes() {}

    private static Shape.Members block() {
        return object().with("type", string()).maybe("cache_control", open().orNull());
    }

    private static Shape.Members choice() {
        return object().with("type", string()).maybe("disable_parallel_tool_use", bool());
    }
}
