package dev.atrium.rest.chat;

import dev.atrium.chat.ChatService;
import dev.atrium.chat.ConversationService;
import dev.atrium.generation.Order;
import dev.atrium.generation.Outcome;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.rest.generation.GenerationStreams;
import dev.atrium.rest.generation.OnceOnly;
import dev.atrium.rest.generation.Tokens;
import dev.atrium.rest.generation.WholeAnswers;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Sends a message to a model and answers with what it says, for both addresses that take one. */
@RequestScoped
public class ChatAnswers {

    @Inject
    private Caller caller;

    @Inject
    private ChatService chats;

    @Inject
    private ConversationService conversations;

    @Inject
    private OnceOnly once;

    @Inject
    private GenerationStreams streams;

    @Inject
    private WholeAnswers wholeAnswers;

    /** A whole answer: the message as it is in the conversation, and what it took. */
    public record ChatAnswer(
            UUID conversationId,
            MessageAnswer message,
            UUID generationId,
            Tokens tokens,
            Credits credits,
            String finishReason,
            boolean fallback) {}

    void stream(ChatRequest request, SseEventSink sink, Sse sse) {
        streams.write(generation(request, true), sink, sse);
    }

    CompletionStage<Response> whole(ChatRequest request) {
        Telling generation = generation(request, false);
        return wholeAnswers.of(caller, generation, settled -> answer(generation, settled));
    }

    private Telling generation(ChatRequest request, boolean streamed) {
        return once.of(request, () -> chats.send(caller, request.command(streamed)));
    }

    private ChatAnswer answer(Telling generation, Outcome.Settled settled) {
        Order.Turn turn = generation.turn().orElseThrow();
        return new ChatAnswer(
                turn.conversationId(),
                MessageAnswer.of(conversations.message(caller, turn.conversationId(), turn.messageId())),
                generation.generationId(),
                settled.tokens().map(Tokens::of).orElse(null),
                settled.credits(),
                settled.finishReason().code(),
                settled.fallback());
    }
}
