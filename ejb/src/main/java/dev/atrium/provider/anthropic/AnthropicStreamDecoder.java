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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the events of one message. Usage comes at the beginning and is reported anew at the end, cumulatively, together
 * with the reason of the end. Anthropic adds types of events and blocks as it likes, so unknown ones are passed over.
 */
final class AnthropicStreamDecoder implements StreamDecoder {

    private final AnthropicMapper mapper;
    private final AnswerHead head;
    private AnthropicUsage usage = new AnthropicUsage(null, null, null, null);
    private String stopReason;

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
            case "content_block_delta" -> {
                if (read.delta() != null) {
                    content(read.delta(), sink);
                }
            }
            case "message_delta" -> {
                update(read.usage());
                if (read.delta() != null && read.delta().stopReason() != null) {
                    stopReason = read.delta().stopReason();
                }
            }
            case "message_stop" -> sink.accept(stop());
            case "error" -> {
                JsonObject error = read.error() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
                throw mapper.failure(head, error, "");
            }
            default -> {
                // ping, the start and stop of blocks, and what may come in future.
            }
        }
    }

    private void update(AnthropicUsage reported) {
        if (reported != null) {
            usage = usage.updatedBy(reported);
        }
    }

    private static void content(AnthropicEvent.Delta delta, Consumer<StreamEvent> sink) {
        if (delta.text() != null && !delta.text().isEmpty()) {
            sink.accept(new StreamEvent.TextDelta(delta.text()));
        }
        if (delta.thinking() != null && !delta.thinking().isEmpty()) {
            sink.accept(new StreamEvent.ReasoningDelta(delta.thinking()));
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
