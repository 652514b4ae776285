package dev.atrium.demo;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated content in Google's words: CRLF, cumulative usage on each event, no sign of the end but {@code finishReason}.
 */
record GoogleWording(String model, GoogleForm form) implements Wording {

    private static final String SIGNATURE = "c2ltdWxhdGVkIHNpZ25hdHVyZQ==";

    @Override
    public Whole whole(Answer answer) {
        String responseId = responseId();
        if (answer.finish() == Answer.Finish.BLOCKED) {
            return json(blocked(answer, responseId));
        }
        JsonArrayBuilder parts = Json.array();
        if (!answer.thinking().isEmpty()) {
            parts.add(thought(answer.thinking()));
        }
        if (!answer.text().isEmpty()) {
            parts.add(Json.object().add("text", answer.text()));
        }
        addCalls(parts, answer);
        return json(chunk(answer, responseId, parts, true, answer.pieces().size()));
    }

    @Override
    public Streamed streamed(Answer answer) {
        return new Stream(answer, responseId());
    }

    @Override
    public Whole error(Whole error) {
        return form.error(error);
    }

    private static Whole json(JsonObject body) {
        return Whole.of(200, "application/json; charset=UTF-8", Json.pretty(body))
                .with(Google.headers())
                .with("x-gemini-service-tier", "standard");
    }

    private static String responseId() {
        return Ids.next("", 23);
    }

    private static JsonObjectBuilder thought(String text) {
        return Json.object().add("text", text).add("thought", true);
    }

    /** Only the first call is signed, and none has an id. */
    private static void addCalls(JsonArrayBuilder parts, Answer answer) {
        for (int i = 0; i < answer.calls().size(); i++) {
            Wishes.Call call = answer.calls().get(i);
            var part = Json.object()
                    .add("functionCall", Json.object().add("name", call.name()).add("args", call.arguments()));
            parts.add(i == 0 ? part.add("thoughtSignature", SIGNATURE) : part);
        }
    }

    static JsonObject textTokens(int count) {
        return Json.object().add("modality", "TEXT").add("tokenCount", count).build();
    }

    private JsonObject blocked(Answer answer, String responseId) {
        var body = Json.object().add("promptFeedback", Json.object().add("blockReason", "PROHIBITED_CONTENT"));
        answer.usage().ifPresent(usage -> body.add("usageMetadata", usage(usage, 0)));
        return body.add("modelVersion", model).add("responseId", responseId).build();
    }

    /**
     * One part of the answer, or all of it.
     *
     * @param last whether the answer ends with it
     * @param pieces how many pieces of text were given, this one included
     */
    private JsonObject chunk(Answer answer, String responseId, JsonArrayBuilder parts, boolean last, int pieces) {
        boolean refused = answer.finish() == Answer.Finish.REFUSAL;
        var candidate = Json.object();
        var content = Json.object();
        var built = parts.build();
        if (!refused) {
            if (!built.isEmpty()) {
                content.add("parts", built);
            }
            content.add("role", "model");
        }
        candidate.add("content", content);
        if (last) {
            candidate.add(
                    "finishReason",
                    switch (answer.finish()) {
                        case STOP, STOP_SEQUENCE, TOOLS -> "STOP";
                        case LENGTH -> "MAX_TOKENS";
                        case REFUSAL, BLOCKED -> "SAFETY";
                    });
        }
        candidate.add("index", 0);
        var body = Json.object().add("candidates", Json.array().add(candidate));
        // Cumulative: all of the visible tokens by the last chunk, one a piece before.
        answer.usage()
                .ifPresent(usage -> body.add(
                        "usageMetadata", usage(usage, last ? usage.visible() : Math.min(pieces, usage.visible()))));
        return body.add("modelVersion", model).add("responseId", responseId).build();
    }

    private static JsonObject usage(Usage usage, int visible) {
        var metadata = Json.object().add("promptTokenCount", usage.input());
        if (visible > 0) {
            metadata.add("candidatesTokenCount", visible);
        }
        metadata.add("totalTokenCount", usage.input() + visible + usage.reasoning());
        if (usage.cached() > 0) {
            metadata.add("cachedContentTokenCount", usage.cached());
        }
        metadata.add("promptTokensDetails", Json.array().add(textTokens(usage.input())));
        if (usage.reasoning() > 0) {
            metadata.add("thoughtsTokenCount", usage.reasoning());
        }
        return metadata.add("serviceTier", "standard").build();
    }

    private final class Stream implements Streamed {

        private final Answer answer;
        private final String responseId;
        private final boolean asArray;
        private int frames;

        Stream(Answer answer, String responseId) {
            this.answer = answer;
            this.responseId = responseId;
            this.asArray = form == GoogleForm.ARRAY;
        }

        @Override
        public Map<String, String> headers() {
            var headers = new HashMap<>(Google.headers());
            headers.put("content-type", asArray ? "application/json; charset=UTF-8" : "text/event-stream");
            headers.put("content-disposition", "attachment");
            return headers;
        }

        @Override
        public String lineEnd() {
            return "\r\n";
        }

        @Override
        public List<String> opening() {
            var opening = new ArrayList<String>();
            for (String thought : Tokens.split(answer.thinking())) {
                opening.add(frame(chunk(answer, responseId, Json.array().add(thought(thought)), false, 0)));
            }
            return opening;
        }

        @Override
        public List<String> piece(int index, boolean last) {
            if (answer.finish() == Answer.Finish.BLOCKED) {
                return List.of(frame(blocked(answer, responseId)));
            }
            String text = answer.pieces().get(index);
            var parts = Json.array();
            if (!text.isEmpty()) {
                parts.add(Json.object().add("text", text));
            }
            if (last) {
                addCalls(parts, answer);
            }
            return List.of(frame(chunk(answer, responseId, parts, last, index + 1)));
        }

        @Override
        public List<String> closing() {
            return asArray ? List.of("]\n") : List.of();
        }

        /** Bare JSON, also among events. */
        @Override
        public List<String> failure() {
            String error = Json.pretty(Google.errorBody(500, "INTERNAL", "An internal error has occurred.", null));
            return List.of(asArray ? "," + error + "]\n" : error);
        }

        private String frame(JsonObject chunk) {
            frames++;
            if (asArray) {
                return (frames == 1 ? "[" : ",\n") + chunk;
            }
            return "data: " + chunk + "\n\n";
        }
    }
}
