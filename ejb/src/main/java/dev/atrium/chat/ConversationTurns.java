package dev.atrium.chat;

import dev.atrium.generation.KeptTurns;
import dev.atrium.generation.Order;
import dev.atrium.persistence.conversation.ConversationRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** The answers of conversations, for those who ask for them by their generation. */
@ApplicationScoped
class ConversationTurns implements KeptTurns {

    @Inject
    private ConversationRepository conversations;

    @Override
    public Optional<Kept> find(UUID messageId) {
        return conversations
                .findAnswer(messageId)
                .map(answer -> new Kept(
                        new Order.Turn(
                                answer.conversationId(), answer.parentId().orElseThrow(), answer.id()),
                        answer.content(),
                        answer.reasoning()));
    }
}
