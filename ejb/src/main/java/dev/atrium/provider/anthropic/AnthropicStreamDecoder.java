package dev.atrium.provider.anthropic;

import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.ServerSentEvent;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the events of one message. Usage comes at the beginning and is reported anew at the end, cumulatively, together
 * with the reason of the end. Anthropic adds types of events and blocks as it likes, so unknown ones are passed over.
 */
final class AnthropicStreamDecoder implements StreamDecoder {

    private final AnthropicMapper mapper;
    private final AnswerHead head;
    private AnthropicUsage usage = AnthropicUsage.UNKNOWN;
    private String stopReason;

    /** The calls of tools that are being written, by the index of their block. */
    private final SortedMap<Integer, Draft> calls = new TreeMap<>();

    private record Draft(AnthropicMessage.Block block, StringBuilder arguments) {}

    AnthropicStreamDecoder(AnthropicMapper mapper, AnswerHead head) {
        this.mapper = mapper;
        this.head = head;
    }

    @Override
    public void decode(ServerSentEvent event, Consumer<StreamEvent> sink) {
        AnthropicEvent read = WireJson.read(event.data(), AnthropicEvent.class);
        switch (read.type() == null ? "" : read.type()) {
            case "message_start" -> {
                if (read.message() != null) {
                    update(read.message().usage());
                }
            }
            case "content_block_start" -> {
                if (read.contentBlock() != null) {
                    begin(read.index(), read.contentBlock(), sink);
                }
            }
            case "content_block_delta" -> {
                if (read.delta() != null) {
                    content(read.index(), read.delta(), sink);
                }
            }
            case "content_block_stop" -> callTool(read.index(), sink);
            case "message_delta" -> {
                update(read.usage());
                if (read.delta() != null && read.delta().stopReason() != null) {
                    stopReason = read.delta().stopReason();
                }
            }
            case "message_stop" -> {
                // A call that was cut has no end of its own.
                List.copyOf(calls.keySet()).forEach(index -> callTool(index, sink));
                sink.accept(stop());
            }
            case "error" -> {
                JsonObject error = read.error() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
                throw mapper.failure(head, error, "");
            }
            default -> {
                // ping, and what may come in future.
            }
        }
    }

    private void update(AnthropicUsage reported) {
        if (reported != null) {
            usage = usage.updatedBy(reported);
        }
    }

    private void begin(int index, AnthropicMessage.Block block, Consumer<StreamEvent> sink) {
        if (AnthropicMapper.isCall(block)) {
            calls.put(index, new Draft(block, new StringBuilder()));
        } else {
            say(block.text(), block.thinking(), sink);
        }
    }

    private void content(int index, AnthropicEvent.Delta delta, Consumer<StreamEvent> sink) {
        Draft call = calls.get(index);
        if (call != null && delta.partialJson() != null) {
            call.arguments().append(delta.partialJson());
        }
        say(delta.text(), delta.thinking(), sink);
    }

    private static void say(String text, String thinking, Consumer<StreamEvent> sink) {
        if (text != null && !text.isEmpty()) {
            sink.accept(new StreamEvent.TextDelta(text));
        }
        if (thinking != null && !thinking.isEmpty()) {
            sink.accept(new StreamEvent.ReasoningDelta(thinking));
        }
    }

    private void callTool(int index, Consumer<StreamEvent> sink) {
        Draft call = calls.remove(index);
        if (call != null) {
            sink.accept(new StreamEvent.ToolCalled(
                    AnthropicMapper.call(call.block(), call.arguments().toString())));
        }
    }

    private StreamEvent stop() {
        return end().orElseGet(() -> new StreamEvent.Failed(
                Failure.of(head, Kind.PROTOCOL).code("no_stop_reason").exception()));
    }

    /** The output that is reported at the beginning is that of the beginning. */
    @Override
    public Optional<TokenUsage> usageSoFar() {
        return usage.inputTokens() == null
                ? Optional.empty()
                : Optional.of(AnthropicMapper.usage(usage.withoutOutput()));
    }

    @Override
    public Optional<StreamEvent> end() {
        return stopReason == null
                ? Optional.empty()
                : Optional.of(new StreamEvent.Completed(
                        AnthropicMapper.finishReason(stopReason),
                        usage.outputTokens() == null ? Optional.empty() : Optional.of(AnthropicMapper.usage(usage))));
    }
}
