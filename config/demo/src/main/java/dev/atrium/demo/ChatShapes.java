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

import java.util.Map;

/** The members of a chat completion's request that are more than a number or a word, as OpenAI and Mistral describe them. */
final class ChatShapes {

    private static final String TOOL_NAME = "[a-zA-Z0-9_-]{1,64}";
    private static final String DATA_IMAGE = "data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}";
    private static final String ADDRESS = "https?://\\S+";
    private static final String DATA_PDF = "data:application/pdf;base64,[A-Za-z0-9+/]+={0,2}";

    private static final Shape OPENAI_TEXT =
            object().with("type", oneOf("text")).with("text", string());
    private static final Shape OPENAI_IMAGE = object().with("type", oneOf("image_url"))
            .with(
                    "image_url",
                    object().with("url", string(DATA_IMAGE + "|" + ADDRESS))
                            .maybe("detail", oneOf("auto", "low", "high")));
    private static final Shape OPENAI_FILE = object().with("type", oneOf("file"))
            .with(
                    "file",
                    object().maybe("filename", string())
                            .maybe("file_data", string(DATA_PDF))
                            .maybe("file_id", string()));
    private static final Shape OPENAI_CALL = object().with("id", string(".{1,40}"))
            .with("type", oneOf("function"))
            .with("function", object().with("name", string(TOOL_NAME)).with("arguments", string()));
    private static final Shape OPENAI_TEXTS = either(list(OPENAI_TEXT), string());

    /** The members of OpenAI's request. */
    static final Map<String, Shape> OPENAI = Map.of(
            "messages",
            list(by(
                    "role",
                    Map.of(
                            "system",
                            object().with("role", string())
                                    .with("content", OPENAI_TEXTS)
                                    .maybe("name", string()),
                            "developer",
                            object().with("role", string())
                                    .with("content", OPENAI_TEXTS)
                                    .maybe("name", string()),
                            "user",
                            object().with("role", string())
                                    .with(
                                            "content",
                                            either(
                                                    string(),
                                                    list(
                                                            by(
                                                                    "type",
                                                                    Map.of(
                                                                            "text", OPENAI_TEXT,
                                                                            "image_url", OPENAI_IMAGE,
                                                                            "input_audio", open(),
                                                                            "file", OPENAI_FILE)))))
                                    .maybe("name", string()),
                            "assistant",
                            object().with("role", string())
                                    .maybe("content", OPENAI_TEXTS.orNull())
                                    .maybe("refusal", string().orNull())
                                    .maybe("name", string())
                                    .maybe("audio", open().orNull())
                                    .maybe("tool_calls", list(OPENAI_CALL))
                                    .maybe("function_call", open().orNull()),
                            "tool",
                            object().with("role", string())
                                    .with("content", OPENAI_TEXTS)
                                    .with("tool_call_id", string()),
                            "function",
                            object().with("role", string())
                                    .with("content", string().orNull())
                                    .with("name", string())))),
            "tools",
            list(object().with("type", oneOf("function"))
                    .with(
                            "function",
                            object().with("name", string(TOOL_NAME))
                                    .maybe("description", string())
                                    .maybe("parameters", open())
                                    .maybe("strict", bool().orNull()))),
            "tool_choice",
            either(
                    oneOf("none", "auto", "required"),
                    object().with("type", oneOf("function"))
                            .with("function", object().with("name", string(TOOL_NAME)))),
            "parallel_tool_calls",
            bool(),
            "response_format",
            by(
                    "type",
                    Map.of(
                            "text", object().with("type", string()),
                            "json_object", object().with("type", string()),
                            "json_schema",
                                    object().with("type", string())
                                            .with(
                                                    "json_schema",
                                                    object().with("name", string(TOOL_NAME))
                                                            .maybe("description", string())
                                                            .maybe("schema", open())
                                                            .maybe("strict", bool().orNull())))),
            "reasoning_effort",
            oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max").orNull(),
            "seed",
            integer().orNull());

    private static final String MISTRAL_ID = "[a-zA-Z0-9]{9}";
    private static final Shape MISTRAL_PART = by(
            "type",
            Map.of(
                    "text", object().with("type", string()).with("text", string()),
                    "image_url",
                            object().with("type", string())
                                    .with(
                                            "image_url",
                                            either(
                                                    object().with("url", string())
                                                            .maybe("detail", string().orNull()),
                                                    string(DATA_IMAGE + "|" + ADDRESS))),
                    "document_url",
                            object().with("type", string())
                                    .with("document_url", string(DATA_PDF + "|" + ADDRESS))
                                    .maybe("document_name", string().orNull()),
                    "thinking", open(),
                    "reference", open(),
                    "file", open(),
                    "input_audio", open()));
    private static final Shape MISTRAL_CONTENT =
            either(string(), list(MISTRAL_PART)).orNull();

    /** The members of Mistral's request. */
    static final Map<String, Shape> MISTRAL = Map.of(
            "messages",
            list(by(
                    "role",
                    Map.of(
                            "system",
                            object().with("role", string()).with("content", either(string(), list(MISTRAL_PART))),
                            "user",
                            object().with("role", string()).with("content", MISTRAL_CONTENT),
                            "assistant",
                            object().with("role", string())
                                    .maybe("content", MISTRAL_CONTENT)
                                    .maybe("prefix", bool())
                                    .maybe(
                                            "tool_calls",
                                            list(object().with(
                                                                    "function",
                                                                    object().with("name", string())
                                                                            .with(
                                                                                    "arguments",
                                                                                    either(open(), string())))
                                                            .maybe("id", string(MISTRAL_ID))
                                                            .maybe("type", string())
                                                            .maybe("index", integer()))
                                                    .orNull()),
                            "tool",
                            object().with("role", string())
                                    .with("content", MISTRAL_CONTENT)
                                    .maybe("tool_call_id", string(MISTRAL_ID).orNull())
                                    .maybe("name", string().orNull())))),
            "tools",
            list(object().with(
                                    "function",
                                    object().with("name", string(TOOL_NAME))
                                            .with("parameters", open())
                                            .maybe("description", string())
                                            .maybe("strict", bool()))
                            .maybe("type", oneOf("function")))
                    .orNull(),
            "tool_choice",
            either(
                    oneOf("auto", "none", "any", "required"),
                    object().with("function", object().with("name", string())).maybe("type", oneOf("function"))),
            "parallel_tool_calls",
            bool(),
            "response_format",
            object().maybe("type", oneOf("text", "json_object", "json_schema"))
                    .maybe(
                            "json_schema",
                            object().with("name", string())
                                    .with("schema", open())
                                    .maybe("description", string().orNull())
                                    .maybe("strict", bool())
                                    .orNull()),
            "reasoning_effort",
            oneOf("none", "minimal", "low", "medium", "high", "xhigh").orNull());

    private ChatShapes() {}
}
