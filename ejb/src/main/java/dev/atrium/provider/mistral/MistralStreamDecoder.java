package dev.atrium.provider.mistral;

import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.ServerSentEvent;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.ToolCallAssembly;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the chunks of one chat completion, the last of which carries text, the reason of the end and the usage at once. */
final class MistralStreamDecoder implements StreamDecoder {

    private static final String DONE = "[DONE]";

    private final MistralMapper mapper;
    private final AnswerHead head;
    private final ToolCallAssembly calls = new ToolCallAssembly();
    private String finishReason;
    private Optional<TokenUsage> usage = Optional.empty();

    MistralStreamDecoder(MistralMapper mapper, AnswerHead head) {
        this.mapper = mapper;
        this.head = head;
    }

    @Override
    public void decode(ServerSentEvent event, Consumer<StreamEvent> sink) {
        if (event.data().strip().equals(DONE)) {
            sink.accept(end().orElseGet(() -> new StreamEvent.Failed(
                    Failure.of(head, Kind.PROTOCOL).code("no_finish_reason").exception())));
        } else {
            chunk(event.data(), sink);
        }
    }

    private void chunk(String data, Consumer<StreamEvent> sink) {
        MistralCompletion chunk = WireJson.read(data, MistralCompletion.class);
        if (chunk.error() instanceof JsonObject error) {
            throw mapper.failure(head, error);
        }
        if ("error".equalsIgnoreCase(chunk.object())) {
            throw mapper.failure(head, data);
        }
        if (chunk.usage() != null) {
            usage = Optional.of(MistralMapper.usage(chunk.usage()));
        }
        List<MistralCompletion.Choice> choices = chunk.choices() == null ? List.of() : chunk.choices();
        for (MistralCompletion.Choice choice : choices) {
            if (choice.index() == 0) {
                choice(choice, sink);
            }
        }
    }

    private void choice(MistralCompletion.Choice choice, Consumer<StreamEvent> sink) {
        if (choice.delta() != null) {
            for (MistralMapper.Piece piece : MistralMapper.pieces(choice.delta().content())) {
                sink.accept(
                        piece.isThinking()
                                ? new StreamEvent.ReasoningDelta(piece.text())
                                : new StreamEvent.TextDelta(piece.text()));
            }
            MistralMapper.collect(choice.delta().toolCalls(), false, calls);
        }
        if (MistralMapper.isError(choice.finishReason())) {
            throw Failure.of(head, Kind.UNAVAILABLE).exception();
        }
        if (choice.finishReason() != null && !choice.finishReason().isEmpty()) {
            finishReason = choice.finishReason();
            calls.calls().forEach(call -> sink.accept(new StreamEvent.ToolCalled(call)));
        }
    }

    @Override
    public Optional<StreamEvent> end() {
        return finishReason == null
                ? Optional.empty()
                : Optional.of(
                        new StreamEvent.Completed(MistralMapper.finishReason(finishReason, !calls.isEmpty()), usage));
    }
}
