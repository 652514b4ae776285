package dev.atrium.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A chat completion as self-hosted servers word it; thoughts stand in {@code reasoning_content}.
 *
 * @param includeUsage whether a stream ends with a chunk of usage; a whole answer always has it
 */
record CompatibleWording(String model, boolean includeUsage) implements Wording {

    @Override
    public Whole whole(Answer answer) {
        var message = Json.object().add("role", "assistant").add("content", answer.text());
        if (!answer.thinking().isEmpty()) {
            message.add("reasoning_content", answer.thinking());
        }
        if (!answer.calls().isEmpty()) {
            message.add("tool_calls", OpenAiWording.calls(answer));
        }
        var body = Json.object()
                .add("id", "chatcmpl-" + Ids.hexadecimal(32))
                .add("object", "chat.completion")
                .add("created", Instant.now().getEpochSecond())
                .add("model", model)
                .add(
                        "choices",
                        Json.array()
                                .add(Json.object()
                                        .add("index", 0)
                                        .add("message", message)
                                        .add("finish_reason", finishReason(answer))));
        answer.usage().ifPresent(usage -> body.add("usage", usage(usage)));
        return Whole.json(200, body.build());
    }

    @Override
    public Streamed streamed(Answer answer) {
        return new Stream(
                answer, "chatcmpl-" + Ids.hexadecimal(32), Instant.now().getEpochSecond());
    }

    private static String finishReason(Answer answer) {
        return answer.finish() == Answer.Finish.REFUSAL ? "content_filter" : OpenAiWording.finishReason(answer);
    }

    private static JsonObject usage(Usage usage) {
        return Json.object()
                .add("prompt_tokens", usage.input())
                .add("total_tokens", usage.total())
                .add("completion_tokens", usage.output())
                .add("prompt_tokens_details", Json.object().add("cached_tokens", usage.cached()))
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
            return Compatible.streamHeaders();
        }

        @Override
        public List<String> opening() {
            var frames = new ArrayList<String>();
            frames.add(frame(Json.object().add("role", "assistant").add("content", ""), JsonValue.NULL));
            for (String thought : Tokens.split(answer.thinking())) {
                frames.add(frame(Json.object().add("reasoning_content", thought), JsonValue.NULL));
            }
            return frames;
        }

        @Override
        public List<String> piece(int index, boolean last) {
            return List.of(frame(Json.object().add("content", answer.pieces().get(index)), JsonValue.NULL));
        }

        @Override
        public List<String> closing() {
            var frames = new ArrayList<String>();
            // Each call is whole, and all of them have the same number, as in some servers.
            for (JsonObject call : OpenAiWording.calls(answer).getValuesAs(JsonObject.class)) {
                var numbered = Json.object(call).add("index", 0);
                frames.add(frame(Json.object().add("tool_calls", Json.array().add(numbered)), JsonValue.NULL));
            }
            frames.add(frame(Json.object(), Json.text(finishReason(answer))));
            if (includeUsage) {
                answer.usage()
                        .ifPresent(usage -> frames.add("data: "
                                + chunk().add("choices", JsonValue.EMPTY_JSON_ARRAY)
                                        .add("usage", usage(usage))
                                        .build()
                                + "\n\n"));
            }
            frames.add("data: [DONE]\n\n");
            return frames;
        }

        @Override
        public List<String> failure() {
            return List.of(
                    "data: " + OpenAi.errorBody("The simulated server failed.", "server_error", null, null) + "\n\n");
        }

        private JsonObjectBuilder chunk() {
            return Json.object()
                    .add("id", id)
                    .add("object", "chat.completion.chunk")
                    .add("created", created)
                    .add("model", model);
        }

        private String frame(JsonObjectBuilder delta, JsonValue finishReason) {
            var choice = Json.object().add("index", 0).add("delta", delta).add("finish_reason", finishReason);
            return "data: " + chunk().add("choices", Json.array().add(choice)).build() + "\n\n";
        }
    }
}
