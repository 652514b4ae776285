package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A chat completion in Mistral's words: with thoughts the content is an array, and a stream's usage rides on the last chunk of
 * content.
 *
 * @param choices how many times the answer is given
 */
record MistralWording(String model, int choices) implements Wording {

    @Override
    public Whole whole(Answer answer) {
        var list = Json.array();
        for (int i = 0; i < choices; i++) {
            var message = Json.object()
                    .add("role", "assistant")
                    .add("tool_calls", answer.calls().isEmpty() ? JsonValue.NULL : calls(answer));
            if (answer.thinking().isEmpty()) {
                message.add("content", answer.text());
            } else {
                message.add(
                        "content",
                        Json.array()
                                .addAll(Json.array(thinking(answer.thinking())))
                                .add(Json.object().add("type", "text").add("text", answer.text())));
            }
            list.add(Json.object()
                    .add("index", i)
                    .add("finish_reason", finishReason(answer))
                    .add("message", message));
        }
        var body = Json.object()
                .add("id", Ids.hexadecimal(32))
                .add("created", Instant.now().getEpochSecond())
                .add("model", model);
        answer.usage().ifPresent(usage -> body.add("usage", usage(usage)));
        body.add("object", "chat.completion").add("choices", list);
        return Whole.json(200, body.build()).with(Mistral.headers());
    }

    @Override
    public Streamed streamed(Answer answer) {
        return new Stream(answer, Ids.hexadecimal(32), Instant.now().getEpochSecond());
    }

    private static String finishReason(Answer answer) {
        return switch (answer.finish()) {
            case LENGTH -> "length";
            case TOOLS -> "tool_calls";
            default -> "stop";
        };
    }

    private static JsonArray calls(Answer answer) {
        var calls = Json.array();
        for (int i = 0; i < answer.calls().size(); i++) {
            Wishes.Call call = answer.calls().get(i);
            calls.add(Json.object()
                    .add("id", Ids.hexadecimal(9))
                    .add(
                            "function",
                            Json.object()
                                    .add("name", call.name())
                                    .add("arguments", call.arguments().toString()))
                    .add("index", i));
        }
        return calls.build();
    }

    private static JsonArray thinking(String thought) {
        return Json.array()
                .add(Json.object()
                        .add("type", "thinking")
                        .add(
                                "thinking",
                                Json.array()
                                        .add(Json.object().add("type", "text").add("text", thought)))
                        .add("closed", true))
                .build();
    }

    private static JsonObject usage(Usage usage) {
        return Json.object()
                .add("prompt_tokens", usage.input())
                .add("total_tokens", usage.total())
                .add("completion_tokens", usage.output())
                .add("prompt_tokens_details", Json.object().add("cached_tokens", usage.cached()))
                .add("service_tier", "standard")
                .build();
    }

    private final class Stream implements Streamed {

        private final Answer answer;
        private final String id;
        private final long created;

        Stream(Answer answer, String id, long created) {
            this.answer = answer;
            this.id = id;
            this.created = created;
        }

        @Override
        public Map<String, String> headers() {
            var headers = new HashMap<>(Mistral.headers());
            headers.put("content-type", "text/event-stream; charset=utf-8");
            return headers;
        }

        @Override
        public List<String> opening() {
            var frames = new ArrayList<String>();
            for (int i = 0; i < choices; i++) {
                frames.add(frame(chunk(i, Json.object().add("role", "assistant").add("content", ""), JsonValue.NULL)));
                for (String thought : Tokens.split(answer.thinking())) {
                    frames.add(padded(chunk(i, Json.object().add("content", thinking(thought)), JsonValue.NULL)));
                }
            }
            return frames;
        }

        @Override
        public List<String> piece(int index, boolean last) {
            var frames = new ArrayList<String>();
            for (int i = 0; i < choices; i++) {
                var delta = Json.object().add("content", answer.pieces().get(index));
                if (last && !answer.calls().isEmpty()) {
                    delta.add("tool_calls", calls(answer));
                }
                var chunk = chunk(i, delta, last ? Json.text(finishReason(answer)) : JsonValue.NULL);
                if (last && i == choices - 1) {
                    answer.usage().ifPresent(usage -> chunk.add("usage", usage(usage)));
                }
                frames.add(padded(chunk));
            }
            return frames;
        }

        @Override
        public List<String> closing() {
            return List.of("data: [DONE]\n\n");
        }

        @Override
        public List<String> failure() {
            return List.of(
                    "data: " + Mistral.errorBody("Internal server error", "internal_server_error", "1000") + "\n\n");
        }

        private JsonObjectBuilder chunk(int index, JsonObjectBuilder delta, JsonValue finishReason) {
            return Json.object()
                    .add("id", id)
                    .add("object", "chat.completion.chunk")
                    .add("created", created)
                    .add("model", model)
                    .add(
                            "choices",
                            Json.array()
                                    .add(Json.object()
                                            .add("index", index)
                                            .add("delta", delta)
                                            .add("finish_reason", finishReason)));
        }

        private static String padded(JsonObjectBuilder chunk) {
            return frame(chunk.add("p", Ids.padding()));
        }

        private static String frame(JsonObjectBuilder chunk) {
            return "data: " + chunk.build() + "\n\n";
        }
    }
}
