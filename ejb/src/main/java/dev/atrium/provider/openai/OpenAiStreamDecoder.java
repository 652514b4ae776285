package dev.atrium.provider.openai;

import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.ServerSentEvent;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.ToolCallAssembly;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the chunks of one chat completion. The reason of the end comes before the usage, which has a chunk of its own
 * without choices; so the answer is complete at {@code [DONE]}, or at the end of the stream where there is none.
 */
final class OpenAiStreamDecoder implements StreamDecoder {

    private static final String DONE = "[DONE]";

    private final OpenAiMapper mapper;
    private final AnswerHead head;
    private final ToolCallAssembly calls = new ToolCallAssembly();
    private boolean called;
    private boolean anyText;
    private boolean refused;
    private String finishReason;
    private Optional<TokenUsage> usage = Optional.empty();

    OpenAiStreamDecoder(OpenAiMapper mapper, AnswerHead head) {
        this.mapper = mapper;
        this.head = head;
    }

    @Override
    public void decode(ServerSentEvent event, Consumer<StreamEvent> sink) {
        String data = event.data().strip();
        if (data.equals(DONE)) {
            sink.accept(done(sink));
        } else if (!data.isEmpty()) {
            chunk(WireJson.read(data, OpenAiChunk.class), sink);
        }
    }

    private void chunk(OpenAiChunk chunk, Consumer<StreamEvent> sink) {
        if (chunk.error() != null && chunk.error() != JsonValue.NULL) {
            throw mapper.failure(head, OpenAiMapper.error(chunk.error()));
        }
        OpenAiMapper.usage(chunk.usage()).ifPresent(reported -> usage = Optional.of(reported));
        // Azure begins with a chunk about its filters, and OpenAI ends with one about usage: neither has choices.
        List<OpenAiChunk.Choice> choices = chunk.choices() == null ? List.of() : chunk.choices();
        for (OpenAiChunk.Choice choice : choices) {
            if (choice.index() == 0) {
                choice(choice, sink);
            }
        }
    }

    private void choice(OpenAiChunk.Choice choice, Consumer<StreamEvent> sink) {
        if (choice.delta() != null) {
            delta(choice.delta(), sink);
        }
        if (OpenAiMapper.hasText(choice.finishReason())) {
            finishReason = choice.finishReason();
            callTools(sink);
        }
    }

    /** Only the reason of the end tells that the last call is whole. */
    private void callTools(Consumer<StreamEvent> sink) {
        if (!called) {
            called = true;
            calls.calls().forEach(call -> sink.accept(new StreamEvent.ToolCalled(call)));
        }
    }

    private void delta(OpenAiChunk.Delta delta, Consumer<StreamEvent> sink) {
        if (OpenAiMapper.hasText(delta.thoughts())) {
            sink.accept(new StreamEvent.ReasoningDelta(delta.thoughts()));
        }
        if (OpenAiMapper.hasText(delta.content())) {
            anyText = true;
            sink.accept(new StreamEvent.TextDelta(delta.content()));
        }
        if (OpenAiMapper.hasText(delta.refusal())) {
            refused = true;
            sink.accept(new StreamEvent.TextDelta(delta.refusal()));
        }
        OpenAiMapper.collect(delta.toolCalls(), false, calls);
    }

    private StreamEvent done(Consumer<StreamEvent> sink) {
        if (finishReason == null && mapper == OpenAiMapper.COMPATIBLE && (anyText || !calls.isEmpty())) {
            finishReason = "stop";
            callTools(sink);
        }
        return end().orElseGet(() -> new StreamEvent.Failed(
                Failure.of(head, Kind.PROTOCOL).code("no_finish_reason").exception()));
    }

    @Override
    public Optional<StreamEvent> end() {
        return finishReason == null
                ? Optional.empty()
                : Optional.of(new StreamEvent.Completed(
                        OpenAiMapper.finishReason(finishReason, refused, !calls.isEmpty()), usage));
    }
}
