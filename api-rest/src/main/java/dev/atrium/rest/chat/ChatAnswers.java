package dev.atrium.rest.chat;

import dev.atrium.chat.ChatCommand;
import dev.atrium.chat.ChatService;
import dev.atrium.chat.ConversationService;
import dev.atrium.generation.Order;
import dev.atrium.generation.Outcome;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.generation.Telling;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.preset.PresetPrompt;
import dev.atrium.preset.PresetService;
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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Sends a message to a model and answers with what it says, for all addresses that take one. */
@RequestScoped
public class ChatAnswers {

    @Inject
    private Caller caller;

    @Inject
    private ChatService chats;

    @Inject
    private ConversationService conversations;

    @Inject
    private PresetService presets;

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
        stream(request, () -> command(request, true), sink, sse);
    }

    CompletionStage<Response> whole(ChatRequest request) {
        return whole(request, () -> command(request, false));
    }

    private ChatCommand command(ChatRequest request, boolean streamed) {
        Optional<PresetPrompt> preset = presets.prompt(
                caller, Optional.ofNullable(request.presetId()), Optional.ofNullable(request.variables()));
        return request.command(preset, streamed);
    }

    /** @param body the request as it was read, by which it is known when it comes again */
    void stream(Record body, Supplier<ChatCommand> command, SseEventSink sink, Sse sse) {
        streams.write(generation(body, command), sink, sse);
    }

    /** @param body the request as it was read, by which it is known when it comes again */
    CompletionStage<Response> whole(Record body, Supplier<ChatCommand> command) {
        Telling generation = generation(body, command);
        return wholeAnswers.of(caller, generation, settled -> answer(generation, settled));
    }

    private Telling generation(Record body, Supplier<ChatCommand> source) {
        return once.of(body, () -> {
            ChatCommand command = source.get();
            RunningGeneration running = chats.send(caller, command);
            command.preset().map(PresetPrompt::presetId).ifPresent(presets::countUse);
            return running;
        });
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
