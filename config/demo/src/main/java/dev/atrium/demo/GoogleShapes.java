package dev.atrium.demo;

import static dev.atrium.demo.Shape.bool;
import static dev.atrium.demo.Shape.integer;
import static dev.atrium.demo.Shape.list;
import static dev.atrium.demo.Shape.object;
import static dev.atrium.demo.Shape.oneOf;
import static dev.atrium.demo.Shape.open;
import static dev.atrium.demo.Shape.string;

import jakarta.json.JsonNumber;
import java.util.Map;

/** The members of Gemini's request that are more than a number or a word. */
final class GoogleShapes {

    private static final String BASE64 = "[A-Za-z0-9+/_-]+={0,2}";
    private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}";

    /** The kinds of a part. */
    static final Map<String, Shape> PARTS = Map.of(
            "text",
            string(),
            "thought",
            bool(),
            "thoughtSignature",
            string(BASE64),
            "inlineData",
            object().with("mimeType", string("\\w+/[\\w.+-]+.*")).with("data", string(BASE64)),
            "functionCall",
            object().with("name", string(NAME)).maybe("args", open()).maybe("id", string()),
            "functionResponse",
            object().with("name", string(NAME)).with("response", open()).maybe("id", string()));

    /** The members of the request. */
    static final Map<String, Shape> MEMBERS = Map.of(
            "tools",
            list(object().maybe(
                            "functionDeclarations",
                            list(object().with("name", string(NAME))
                                    .maybe("description", string())
                                    .maybe("parameters", open())
                                    .maybe("parametersJsonSchema", open())
                                    .maybe("response", open())
                                    .maybe("responseJsonSchema", open())
                                    .maybe("behavior", string())))
                    .maybe("googleSearch", open())
                    .maybe("codeExecution", open())
                    .maybe("urlContext", open())),
            "toolConfig",
            object().maybe(
                            "functionCallingConfig",
                            object().maybe("mode", oneOf("AUTO", "ANY", "NONE", "VALIDATED"))
                                    .maybe("allowedFunctionNames", list(string())))
                    .maybe("retrievalConfig", open()));

    /** The members of its {@code generationConfig}. */
    static final Map<String, Shape> CONFIG = Map.of(
            "thinkingConfig",
            object().maybe("includeThoughts", bool())
                    .maybe("thinkingBudget", integer())
                    .maybe("thinkingLevel", oneOf("MINIMAL", "LOW", "MEDIUM", "HIGH")),
            "responseMimeType",
            oneOf("text/plain", "application/json", "text/x.enum"),
            "responseJsonSchema",
            open(),
            "responseSchema",
            open(),
            "seed",
            integer(),
            "frequencyPenalty",
            Shape.of("a number", value -> value instanceof JsonNumber),
            "presencePenalty",
            Shape.of("a number", value -> value instanceof JsonNumber));

    private GoogleShapes() {}
}
