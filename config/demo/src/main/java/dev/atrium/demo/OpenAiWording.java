package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A chat completion in OpenAI's words.
 *
 * @param choices how many times the answer is given
 * @param includeUsage whether a stream ends with a chunk of usage; a whole answer always has it
 * @param obfuscation whether chunks are padded
 */
record OpenAiWording(String model, int choices, boolean includeUsage, boolean obfuscation) implements Wording {

    @Override
    public Whole whole(Answer answer) {
        var list = Json.array();
        for (int i = 0; i < choices; i++) {
            var message = Json.object().add("role", "assistant");
            if (answer.finish() == Answer.Finish.REFUSAL) {
                message.addNull("content").add("refusal", answer.text());
            } else {
                boolean silent = answer.text().isEmpty() && !answer.calls().isEmpty();
                message.add("content", silent ? JsonValue.NULL : Json.text(answer.text()))
                        .addNull("refusal");
            }
            if (!answer.calls().isEmpty()) {
                message.add("tool_calls", calls(answer));
            }
            list.add(Json.object()
                    .add("index", i)
                    .add("message", message.add("annotations", JsonValue.EMPTY_JSON_ARRAY))
                    .addNull("logprobs")
                    .add("finish_reason", finishReason(answer)));
        }
        var body = Json.object()
                .add("id", Ids.next("chatcmpl-", 29))
                .add("object", "chat.completion")
                .add("created", Instant.now().getEpochSecond())
                .add("model", model)
                .add("choices", list);
        answer.usage().ifPresent(usage -> body.add("usage", usage(usage)));
        body.add("service_tier", "default").add("system_fingerprint", "fp_demo000000");
        return Whole.of(200, "application/json", Json.pretty(body.build())).with(OpenAi.headers());
    }

    @Override
    public Streamed streamed(Answer answer) {
        return new Stream(answer, Ids.next("chatcmpl-", 29), Instant.now().getEpochSecond());
    }

    static String finishReason(Answer answer) {
        return switch (answer.finish()) {
            case STOP, STOP_SEQUENCE, REFUSAL -> "stop";
            case LENGTH -> "length";
            case TOOLS -> "tool_calls";
            case BLOCKED -> "content_filter";
        };
    }

    static JsonArray calls(Answer answer) {
        var calls = Json.array();
        for (Wishes.Call call : answer.calls()) {
            calls.add(call(Ids.next("call_", 24), call.name(), call.arguments().toString()));
        }
        return calls.build();
    }

    private static JsonObjectBuilder call(String id, String name, String arguments) {
        return Json.object()
                .add("id", id)
                .add("type", "function")
                .add("function", Json.object().add("name", name).add("arguments", arguments));
    }

    static JsonObject usage(Usage usage) {
        return Json.object()
                .add("prompt_tokens", usage.input())
                .add("completion_tokens", usage.output())
                .add("total_tokens", usage.total())
                .add(
                        "prompt_tokens_details",
                        Json.object().add("cached_tokens", usage.cached()).add("audio_tokens", 0))
                .add(
                        "completion_tokens_details",
                        Json.object()
                                .add("reasoning_tokens", usage.reasoning())
                                .add("audio_tokens", 0)
                                .add("accepted_prediction_tokens", 0)
                                .add("rejected_prediction_tokens", 0))
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
            var headers = new TreeMap<>(OpenAi.headers());
            headers.put("content-type", "text/event-stream; charset=utf-8");
            return headers;
        }

        @Override
        public List<String> opening() {
            boolean refusal = answer.finish() == Answer.Finish.REFUSAL;
            var delta = Json.object().add("role", "assistant");
            if (refusal) {
                delta.addNull("content").add("refusal", "");
            } else {
                delta.add("content", "").addNull("refusal");
            }
            return forEachChoice(delta.build(), null);
        }

        @Override
        public List<String> piece(int index, boolean last) {
            String field = answer.finish() == Answer.Finish.REFUSAL ? "refusal" : "content";
            return forEachChoice(
                    Json.object().add(field, answer.pieces().get(index)).build(), null);
        }

        @Override
        public List<String> closing() {
            var frames = new ArrayList<>(calls());
            frames.addAll(forEachChoice(JsonValue.EMPTY_JSON_OBJECT, finishReason(answer)));
            if (includeUsage) {
                answer.usage()
                        .ifPresent(usage -> frames.add(frame(chunk(JsonValue.EMPTY_JSON_ARRAY, Optional.of(usage)))));
            }
            frames.add("data: [DONE]\n\n");
            return frames;
        }

        /** Each call begins with its id and name; the arguments follow in pieces. */
        private List<String> calls() {
            var frames = new ArrayList<String>();
            for (int i = 0; i < answer.calls().size(); i++) {
                Wishes.Call call = answer.calls().get(i);
                frames.addAll(
                        calls(Json.object().add("index", i).addAll(call(Ids.next("call_", 24), call.name(), ""))));
                for (String piece : Tokens.split(call.arguments().toString())) {
                    frames.addAll(calls(Json.object()
                            .add("index", i)
                            .add("function", Json.object().add("arguments", piece))));
                }
            }
            return frames;
        }

        private List<String> calls(JsonObjectBuilder piece) {
            return forEachChoice(
                    Json.object().add("tool_calls", Json.array().add(piece)).build(), null);
        }

        @Override
        public List<String> failure() {
            return List.of("data: " + OpenAi.errorBody(OpenAi.SERVER_ERROR, "server_error", null, null) + "\n\n");
        }

        private List<String> forEachChoice(JsonObject delta, String finishReason) {
            var frames = new ArrayList<String>();
            for (int i = 0; i < choices; i++) {
                JsonObject choice = Json.object()
                        .add("index", i)
                        .add("delta", delta)
                        .addNull("logprobs")
                        .add("finish_reason", finishReason == null ? JsonValue.NULL : Json.text(finishReason))
                        .build();
                frames.add(frame(chunk(Json.array().add(choice).build(), Optional.empty())));
            }
            return frames;
        }

        private JsonObjectBuilder chunk(JsonValue list, Optional<Usage> usage) {
            var chunk = Json.object()
                    .add("id", id)
                    .add("object", "chat.completion.chunk")
                    .add("created", created)
                    .add("model", model)
                    .add("service_tier", "default")
                    .add("system_fingerprint", "fp_demo000000")
                    .add("choices", list);
            if (includeUsage) {
                chunk.add("usage", usage.<JsonValue>map(OpenAiWording::usage).orElse(JsonValue.NULL));
            }
            return chunk;
        }

        private String frame(JsonObjectBuilder chunk) {
            if (obfuscation) {
                chunk.add("obfuscation", Ids.padding());
            }
            return "data: " + chunk.build() + "\n\n";
        }
    }
}
