package dev.atrium.demo;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A message in Anthropic's words. */
record AnthropicWording(String model) implements Wording {

    private static final String SIGNATURE = "c2ltdWxhdGVkIHNpZ25hdHVyZQ==";

    @Override
    public Whole whole(Answer answer) {
        var content = Json.array();
        if (!answer.thinking().isEmpty()) {
            content.add(Json.object()
                    .add("type", "thinking")
                    .add("thinking", answer.thinking())
                    .add("signature", SIGNATURE));
        }
        if (speaks(answer)) {
            content.add(Json.object().add("type", "text").add("text", answer.text()));
        }
        for (Wishes.Call call : answer.calls()) {
            content.add(toolUse(call.name()).add("input", call.arguments()));
        }
        var message = message().add("content", content);
        addStop(message, answer);
        answer.usage().ifPresent(usage -> message.add("usage", fullUsage(usage, usage.output())));
        return Whole.json(200, message.build()).with(Anthropic.headers());
    }

    @Override
    public Streamed streamed(Answer answer) {
        return new Stream(answer);
    }

    private JsonObjectBuilder message() {
        return Json.object()
                .add("model", model)
                .add("id", Ids.next("msg_011C", 20))
                .add("type", "message")
                .add("role", "assistant");
    }

    /** A message that the model declined, or that would be empty, has no block of text at all. */
    private static boolean speaks(Answer answer) {
        return answer.finish() != Answer.Finish.REFUSAL && !answer.text().isEmpty();
    }

    private static void addStop(JsonObjectBuilder target, Answer answer) {
        target.add(
                "stop_reason",
                switch (answer.finish()) {
                    case STOP -> "end_turn";
                    case STOP_SEQUENCE -> "stop_sequence";
                    case LENGTH -> "max_tokens";
                    case TOOLS -> "tool_use";
                    case REFUSAL, BLOCKED -> "refusal";
                });
        Optional<String> sequence = answer.stopSequence();
        target.add("stop_sequence", sequence.<JsonValue>map(Json::text).orElse(JsonValue.NULL));
        if (answer.finish() == Answer.Finish.REFUSAL) {
            target.add(
                    "stop_details",
                    Json.object().add("type", "refusal").addNull("category").addNull("explanation"));
        } else {
            target.addNull("stop_details");
        }
    }

    private static JsonObjectBuilder toolUse(String name) {
        return Json.object()
                .add("type", "tool_use")
                .add("id", Ids.next("toolu_01", 22))
                .add("name", name);
    }

    private static JsonObjectBuilder inputUsage(Usage usage) {
        return Json.object()
                .add("input_tokens", usage.input() - usage.cached() - usage.written())
                .add("cache_creation_input_tokens", usage.written())
                .add("cache_read_input_tokens", usage.cached());
    }

    private static JsonObject fullUsage(Usage usage, int output) {
        return inputUsage(usage)
                .add(
                        "cache_creation",
                        Json.object()
                                .add("ephemeral_5m_input_tokens", usage.written())
                                .add("ephemeral_1h_input_tokens", 0))
                .add("output_tokens", output)
                .add("service_tier", "standard")
                .add("inference_geo", "not_available")
                .build();
    }

    private final class Stream implements Streamed {

        private final Answer answer;
        private final boolean thinks;

        Stream(Answer answer) {
            this.answer = answer;
            this.thinks = !answer.thinking().isEmpty();
        }

        @Override
        public Map<String, String> headers() {
            var headers = new HashMap<>(Anthropic.headers());
            headers.put("content-type", "text/event-stream; charset=utf-8");
            headers.put("cache-control", "no-cache");
            return headers;
        }

        @Override
        public List<String> opening() {
            var message = message()
                    .add("content", JsonValue.EMPTY_JSON_ARRAY)
                    .addNull("stop_reason")
                    .addNull("stop_sequence")
                    .addNull("stop_details");
            answer.usage().ifPresent(usage -> message.add("usage", fullUsage(usage, 1)));
            var frames = new ArrayList<String>();
            frames.add(event("message_start", Json.object().add("message", message)));
            if (thinks) {
                frames.add(blockStart(
                        0,
                        Json.object()
                                .add("type", "thinking")
                                .add("thinking", "")
                                .add("signature", "")));
            } else if (speaks(answer)) {
                frames.add(textStart());
            }
            frames.add("event: ping\ndata: {\"type\": \"ping\"}\n\n");
            if (thinks) {
                for (String thought : Tokens.split(answer.thinking())) {
                    frames.add(
                            delta(0, Json.object().add("type", "thinking_delta").add("thinking", thought)));
                }
                frames.add(delta(0, Json.object().add("type", "signature_delta").add("signature", SIGNATURE)));
                frames.add(blockStop(0));
                if (speaks(answer)) {
                    frames.add(textStart());
                }
            }
            return frames;
        }

        @Override
        public List<String> piece(int index, boolean last) {
            if (!speaks(answer)) {
                return List.of();
            }
            String text = answer.pieces().get(index);
            return List.of(
                    delta(textIndex(), Json.object().add("type", "text_delta").add("text", text)));
        }

        @Override
        public List<String> closing() {
            var frames = new ArrayList<String>();
            if (speaks(answer)) {
                frames.add(blockStop(textIndex()));
            }
            int index = (thinks ? 1 : 0) + (speaks(answer) ? 1 : 0);
            for (Wishes.Call call : answer.calls()) {
                frames.add(blockStart(index, toolUse(call.name()).add("input", JsonValue.EMPTY_JSON_OBJECT)));
                frames.add(arguments(index, ""));
                for (String piece : Tokens.split(call.arguments().toString())) {
                    frames.add(arguments(index, piece));
                }
                frames.add(blockStop(index));
                index++;
            }
            var delta = Json.object();
            addStop(delta, answer);
            var end = Json.object().add("delta", delta);
            answer.usage().ifPresent(usage -> end.add("usage", inputUsage(usage).add("output_tokens", usage.output())));
            frames.add(event("message_delta", end));
            frames.add(event("message_stop", Json.object()));
            return frames;
        }

        @Override
        public List<String> failure() {
            return List.of("event: error\ndata: "
                    + Anthropic.errorBody("overloaded_error", "Overloaded", Anthropic.requestId()) + "\n\n");
        }

        private int textIndex() {
            return thinks ? 1 : 0;
        }

        private String textStart() {
            return blockStart(textIndex(), Json.object().add("type", "text").add("text", ""));
        }

        private static String blockStart(int index, JsonObjectBuilder block) {
            return event(
                    "content_block_start", Json.object().add("index", index).add("content_block", block));
        }

        private static String delta(int index, JsonObjectBuilder delta) {
            return event(
                    "content_block_delta", Json.object().add("index", index).add("delta", delta));
        }

        private static String arguments(int index, String piece) {
            return delta(index, Json.object().add("type", "input_json_delta").add("partial_json", piece));
        }

        private static String blockStop(int index) {
            return event("content_block_stop", Json.object().add("index", index));
        }

        /** The real ones have a varying number of spaces before the last brace. */
        private static String event(String type, JsonObjectBuilder members) {
            String json =
                    Json.object().add("type", type).addAll(members).build().toString();
            String spaces = " ".repeat(ThreadLocalRandom.current().nextInt(16));
            return "event: " + type + "\ndata: " + json.substring(0, json.length() - 1) + spaces + "}\n\n";
        }
    }
}
