package dev.atrium.persistence.conversation;

import dev.atrium.persistence.type.Belonging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The conversations and their messages. Whatever is looked up belongs to the workspace and the user who ask. */
@ApplicationScoped
public class ConversationRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(Conversation conversation) {
        entityManager.persist(conversation);
    }

    public void add(Message message) {
        entityManager.persist(message);
    }

    /** Writes what was added, so that rows may refer to it in the same transaction. */
    public void flush() {
        entityManager.flush();
    }

    /** Deletes a conversation; the database takes its messages with it. */
    public void remove(Conversation conversation) {
        entityManager.remove(conversation);
    }

    public Optional<Conversation> find(UUID workspaceId, UUID userId, UUID id) {
        return own(workspaceId, userId, entityManager.find(Conversation.class, id));
    }

    /** Finds a conversation to write into it: writers take turns. */
    public Optional<Conversation> findForUpdate(UUID workspaceId, UUID userId, UUID id) {
        return own(workspaceId, userId, entityManager.find(Conversation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Optional<Conversation> own(UUID workspaceId, UUID userId, Conversation conversation) {
        return Optional.ofNullable(conversation)
                .filter(found -> found.workspaceId().equals(workspaceId)
                        && found.userId().equals(userId));
    }

    /** A user's conversations, the one written to last first. */
    public List<Conversation> findAll(UUID workspaceId, UUID userId, boolean archived, int offset, int limit) {
        return owned("SELECT c FROM Conversation c", " ORDER BY c.updatedAt DESC, c.id DESC", Conversation.class)
                .setParameter("workspace", workspaceId)
                .setParameter("user", userId)
                .setParameter("archived", archived)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    public long count(UUID workspaceId, UUID userId, boolean archived) {
        return owned("SELECT count(c) FROM Conversation c", "", Long.class)
                .setParameter("workspace", workspaceId)
                .setParameter("user", userId)
                .setParameter("archived", archived)
                .getSingleResult();
    }

    private <T> TypedQuery<T> owned(String select, String order, Class<T> type) {
        return entityManager.createQuery(
                select + " WHERE c.workspaceId = :workspace AND c.userId = :user AND c.archived = :archived" + order,
                type);
    }

    public Optional<Message> findMessage(UUID conversationId, UUID id) {
        return Optional.ofNullable(entityManager.find(Message.class, id))
                .filter(message -> message.conversationId().equals(conversationId));
    }

    /** The answer that belongs to a generation. */
    public Optional<Message> findAnswer(UUID messageId) {
        return Optional.ofNullable(entityManager.find(Message.class, messageId));
    }

    /**
     * The last messages of a conversation that come before a number, in their order.
     *
     * @param before only messages with a lower number than this
     */
    public List<Message> findMessages(UUID conversationId, int before, int limit) {
        List<Message> newestFirst = entityManager
                .createQuery(
                        "SELECT m FROM Message m WHERE m.conversationId = :conversation AND m.number < :before"
                                + " ORDER BY m.number DESC",
                        Message.class)
                .setParameter("conversation", conversationId)
                .setParameter("before", before)
                .setMaxResults(limit)
                .getResultList();
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /**
     * The branch that ends at a message, from its beginning.
     *
     * @param limit at most this many messages, those nearest to the end
     */
    public List<Message> findBranch(UUID conversationId, UUID endId, int limit) {
        List<?> ids = entityManager
                .createNativeQuery("""
                        WITH RECURSIVE branch (id, parent_id, depth) AS (
                            SELECT id, parent_id, 1 FROM message WHERE id = ? AND conversation_id = ?
                            UNION ALL
                            SELECT m.id, m.parent_id, b.depth + 1 FROM message m JOIN branch b ON m.id = b.parent_id
                            WHERE b.depth < ?
                        )
                        SELECT id FROM branch""")
                .setParameter(1, endId)
                .setParameter(2, conversationId)
                .setParameter(3, limit)
                .getResultList();
        if (ids.isEmpty()) {
            return List.of();
        }
        return entityManager
                .createQuery("SELECT m FROM Message m WHERE m.id IN :ids ORDER BY m.number", Message.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** Deletes all conversations of a user or a workspace; the database takes their messages with them. */
    public void removeAll(Belonging whose, UUID id) {
        entityManager
                .createNativeQuery("DELETE FROM conversation WHERE " + whose.column() + " = ?")
                .setParameter(1, id)
                .executeUpdate();
    }
}
