package dev.atrium.persistence.conversation;

import dev.atrium.persistence.type.Belonging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** Finds a conversation to read it: the user's own, or one that another member shares in the workspace. */
    public Optional<Conversation> findReadable(UUID workspaceId, UUID userId, UUID id) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id))
                .filter(found -> found.workspaceId().equals(workspaceId)
                        && (found.userId().equals(userId) || found.shared()));
    }

    /** The conversations that match, with their tags. */
    public List<Conversation> findAll(UUID workspaceId, UUID userId, ConversationFilter filter, int offset, int limit) {
        List<?> ids = query(
                        "SELECT c.id FROM conversation c WHERE ",
                        workspaceId,
                        userId,
                        filter,
                        filter.order() + " OFFSET " + offset + " LIMIT " + limit)
                .getResultList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Conversation> found = entityManager
                .createQuery(
                        "SELECT DISTINCT c FROM Conversation c LEFT JOIN FETCH c.tags WHERE c.id IN :ids",
                        Conversation.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Conversation::id, Function.identity(), (one, same) -> one));
        return ids.stream().map(found::get).toList();
    }

    public long count(UUID workspaceId, UUID userId, ConversationFilter filter) {
        Number count = (Number) query("SELECT count(*) FROM conversation c WHERE ", workspaceId, userId, filter, "")
                .getSingleResult();
        return count.longValue();
    }

    private Query query(String select, UUID workspaceId, UUID userId, ConversationFilter filter, String order) {
        List<Object> values = new ArrayList<>();
        String sql = select + filter.conditions(workspaceId, userId, values) + order;
        Query query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    /** A tag, and how many conversations have it. */
    public record TagCount(String tag, long conversations) {}

    /** The tags of a user's conversations, the most frequent first. */
    public List<TagCount> findTags(UUID workspaceId, UUID userId, int limit) {
        List<?> rows = entityManager
                .createNativeQuery("SELECT t.tag, count(*) FROM conversation_tag t"
                        + " JOIN conversation c ON c.id = t.conversation_id"
                        + " WHERE c.workspace_id = ? AND c.user_id = ?"
                        + " GROUP BY t.tag ORDER BY count(*) DESC, t.tag LIMIT " + limit)
                .setParameter(1, workspaceId)
                .setParameter(2, userId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new TagCount((String) row[0], ((Number) row[1]).longValue()))
                .toList();
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
        return findMessages(conversationId, findBranchIds(conversationId, endId, limit));
    }

    /** Messages of a conversation by their ids, in their order. */
    public List<Message> findMessages(UUID conversationId, List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return entityManager
                .createQuery(
                        "SELECT m FROM Message m WHERE m.conversationId = :conversation AND m.id IN :ids"
                                + " ORDER BY m.number",
                        Message.class)
                .setParameter("conversation", conversationId)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The messages of the branch that ends at a message, from its beginning. */
    public List<UUID> findBranchIds(UUID conversationId, UUID endId) {
        return findBranchIds(conversationId, endId, Integer.MAX_VALUE);
    }

    private List<UUID> findBranchIds(UUID conversationId, UUID endId, int limit) {
        List<?> ids = entityManager
                .createNativeQuery("""
                        WITH RECURSIVE branch (id, parent_id, depth) AS (
                            SELECT id, parent_id, 1 FROM message WHERE id = ? AND conversation_id = ?
                            UNION ALL
                            SELECT m.id, m.parent_id, b.depth + 1 FROM message m JOIN branch b ON m.id = b.parent_id
                            WHERE b.depth < ?
                        )
                        SELECT id FROM branch ORDER BY depth DESC""")
                .setParameter(1, endId)
                .setParameter(2, conversationId)
                .setParameter(3, limit)
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    /** The messages of a conversation after a number, in their order. */
    public List<Message> findMessagesAfter(UUID conversationId, int after, int limit) {
        return entityManager
                .createQuery(
                        "SELECT m FROM Message m WHERE m.conversationId = :conversation AND m.number > :after"
                                + " ORDER BY m.number",
                        Message.class)
                .setParameter("conversation", conversationId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * The messages that stand beside others: those that follow the same message, or like them begin the conversation.
     *
     * @return of each parent the ids of what follows it, in their order; those of the first messages by {@link Optional#empty()}
     */
    public Map<Optional<UUID>, List<UUID>> findAlternatives(UUID conversationId, List<Message> messages) {
        Map<Optional<UUID>, List<UUID>> alternatives = new HashMap<>();
        List<UUID> parents = messages.stream()
                .flatMap(message -> message.parentId().stream())
                .distinct()
                .toList();
        if (!parents.isEmpty()) {
            entityManager
                    .createQuery(
                            "SELECT m.parentId, m.id FROM Message m WHERE m.parentId IN :parents ORDER BY m.number",
                            Object[].class)
                    .setParameter("parents", parents)
                    .getResultStream()
                    .forEach(row -> alternatives
                            .computeIfAbsent(Optional.of((UUID) row[0]), parent -> new ArrayList<>())
                            .add((UUID) row[1]));
        }
        if (messages.stream().anyMatch(message -> message.parentId().isEmpty())) {
            alternatives.put(
                    Optional.empty(),
                    entityManager
                            .createQuery(
                                    "SELECT m.id FROM Message m WHERE m.conversationId = :conversation"
                                            + " AND m.parentId IS NULL ORDER BY m.number",
                                    UUID.class)
                            .setParameter("conversation", conversationId)
                            .getResultList());
        }
        return alternatives;
    }

    /** The end of the newest branch that goes through a message: numbers grow from parent to child, so it has the highest. */
    public Optional<UUID> findNewestEnd(UUID conversationId, UUID messageId) {
        return entityManager
                .createNativeQuery("""
                        WITH RECURSIVE branches (id, number) AS (
                            SELECT id, number FROM message WHERE id = ? AND conversation_id = ?
                            UNION ALL
                            SELECT m.id, m.number FROM message m JOIN branches b ON m.parent_id = b.id
                        )
                        SELECT id FROM branches ORDER BY number DESC LIMIT 1""")
                .setParameter(1, messageId)
                .setParameter(2, conversationId)
                .getResultStream()
                .findFirst()
                .map(UUID.class::cast);
    }

    /** Deletes all conversations of a user or a workspace; the database takes their messages with them. */
    public void removeAll(Belonging whose, UUID id) {
        entityManager
                .createNativeQuery("DELETE FROM conversation WHERE " + whose.column() + " = ?")
                .setParameter(1, id)
                .executeUpdate();
    }
}
