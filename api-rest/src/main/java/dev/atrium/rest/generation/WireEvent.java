package dev.atrium.rest.generation;

import dev.atrium.generation.GenerationEvent;
import dev.atrium.generation.Order;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.rest.problem.Problem;
import java.util.Optional;
import java.util.UUID;

/** The data of an event, as clients read it. The member {@code type} repeats the event's name, for readers that see the data alone. */
public sealed interface WireEvent {

    /** A short stream, for the API's description. */
    String EXAMPLE = """
        id: 1
        event: start
        data: {"type":"start","generationId":"01920f4e-6a2b-7c3d-8e4f-a5b6c7d8e9f0","model":"gpt-4o","provider":"openai"}

        id: 2
        event: chunk
        data: {"type":"chunk","content":"Quantum"}

        : heartbeat

        id: 3
        event: done
        data: {"type":"done","finishReason":"stop","tokens":{"input":20,"output":1,"total":21},"credits":0.006,"model":"gpt-4o","provider":"openai","fallback":false}
        """;

    String type();

    /** The first event. The members about a conversation are absent where there is none. */
    record Start(
            String type,
            UUID generationId,
            UUID conversationId,
            UUID userMessageId,
            UUID messageId,
            String model,
            String provider)
            implements WireEvent {}

    /** A piece of the answer ({@code chunk}) or of the model's visible thinking ({@code reasoning}). */
    record Piece(String type, String content) implements WireEvent {}

    /** The model asks for a tool. */
    record Call(String type, String id, String name, String arguments) implements WireEvent {}

    /** The last event of an answer. */
    record Done(
            String type,
            UUID messageId,
            String finishReason,
            Tokens tokens,
            Credits credits,
            String model,
            String provider,
            boolean fallback)
            implements WireEvent {}

    /** The last event of a generation that failed: a problem document, but for its {@code type}. */
    record Failure(
            String type,
            String title,
            int status,
            ErrorCode code,
            String detail,
            String instance,
            String traceId,
            Long retryAfter)
            implements WireEvent {}

    /**
     * @param instance the address that the client asked
     * @param traceId what the log knows its request under
     */
    static WireEvent of(GenerationEvent event, String instance, String traceId) {
        if (event instanceof GenerationEvent.Start start) {
            return start(start);
        }
        if (event instanceof GenerationEvent.Chunk chunk) {
            return new Piece("chunk", chunk.content());
        }
        if (event instanceof GenerationEvent.Reasoning reasoning) {
            return new Piece("reasoning", reasoning.content());
        }
        if (event instanceof GenerationEvent.ToolCalled called) {
            ToolCall call = called.call();
            return new Call("tool_call", call.id(), call.name(), call.arguments());
        }
        return event instanceof GenerationEvent.Done done
                ? done(done)
                : failure((GenerationEvent.Failed) event, instance, traceId);
    }

    private static Start start(GenerationEvent.Start start) {
        Optional<Order.Turn> turn = start.turn();
        return new Start(
                "start",
                start.generationId(),
                turn.map(Order.Turn::conversationId).orElse(null),
                turn.map(Order.Turn::userMessageId).orElse(null),
                turn.map(Order.Turn::messageId).orElse(null),
                start.model(),
                start.provider());
    }

    private static Done done(GenerationEvent.Done done) {
        return new Done(
                "done",
                done.messageId().orElse(null),
                done.finishReason().code(),
                done.tokens().map(Tokens::of).orElse(null),
                done.credits(),
                done.model(),
                done.provider(),
                done.fallback());
    }

    private static Failure failure(GenerationEvent.Failed failed, String instance, String traceId) {
        Problem problem = Problem.of(failed.refusal());
        return new Failure(
                "error",
                problem.title(),
                problem.status(),
                problem.code(),
                problem.detail(),
                instance,
                traceId,
                problem.retryAfter());
    }
}
