package dev.atrium.chat;

import dev.atrium.generation.Archive;
import dev.atrium.generation.Order;
import dev.atrium.persistence.conversation.ConversationRepository;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.generation.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The answers that are messages of conversations. */
@ApplicationScoped
class ConversationTurns implements Archive {

    @Inject
    private ConversationRepository conversations;

    @Override
    public boolean keeps(Generation generation) {
        return generation.messageId().isPresent();
    }

    @Override
    public Optional<Kept> find(Generation generation) {
        return generation.messageId().flatMap(conversations::findAnswer).map(ConversationTurns::kept);
    }

    private static Kept kept(Message answer) {
        Order.Turn turn =
                new Order.Turn(answer.conversationId(), answer.parentId().orElseThrow(), answer.id());
        return new Kept(Optional.of(turn), answer.content(), answer.reasoning(), Optional.empty());
    }
}
