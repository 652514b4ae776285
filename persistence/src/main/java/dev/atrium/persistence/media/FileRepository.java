package dev.atrium.persistence.media;

import dev.atrium.persistence.type.Belonging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files. One that is being deleted is found by nothing but what deletes it. */
@ApplicationScoped
public class FileRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /**
     * Adds a file at once, so that what refers to it may follow in the same transaction.
     *
     * @param text its text, of documents; it is apart from the entity because it may be large and is seldom wanted
     */
    public void add(StoredFile file, Optional<String> text) {
        entityManager.persist(file);
        entityManager.flush();
        text.ifPresent(extracted -> entityManager
                .createNativeQuery("UPDATE stored_file SET extracted = ? WHERE id = ?")
                .setParameter(1, extracted)
                .setParameter(2, file.id())
                .executeUpdate());
    }

    /** Finds a user's own file in a workspace. */
    public Optional<StoredFile> find(UUID workspaceId, UUID userId, UUID id) {
        return Optional.ofNullable(entityManager.find(StoredFile.class, id))
                .filter(file ->
                        file.workspaceId().equals(workspaceId) && file.userId().equals(userId) && !file.deleted());
    }

    /** Finds a file to read it: the user's own, or one that was sent in a conversation that another member of the workspace shares. */
    public Optional<StoredFile> findReadable(UUID workspaceId, UUID userId, UUID id) {
        return find(workspaceId, userId, id).or(() -> Optional.ofNullable(entityManager.find(StoredFile.class, id))
                .filter(file -> file.workspaceId().equals(workspaceId) && !file.deleted())
                .filter(file -> isShared(workspaceId, file.id())));
    }

    private boolean isShared(UUID workspaceId, UUID id) {
        return !entityManager
                .createNativeQuery("SELECT 1 FROM message_attachment a JOIN message m ON m.id = a.message_id"
                        + " JOIN conversation c ON c.id = m.conversation_id"
                        + " WHERE a.file_id = ? AND c.workspace_id = ? AND c.shared LIMIT 1")
                .setParameter(1, id)
                .setParameter(2, workspaceId)
                .getResultList()
                .isEmpty();
    }

    /** A user's files of generations, each generation's in the order in which they were made. */
    public List<StoredFile> findByGenerations(UUID workspaceId, UUID userId, List<UUID> generationIds) {
        if (generationIds.isEmpty()) {
            return List.of();
        }
        String places = String.join(", ", java.util.Collections.nCopies(generationIds.size(), "?"));
        var query = entityManager.createNativeQuery(
                "SELECT * FROM stored_file WHERE workspace_id = ? AND user_id = ? AND deleted_at IS NULL AND generation_id IN ("
                        + places + ") ORDER BY id",
                StoredFile.class);
        query.setParameter(1, workspaceId).setParameter(2, userId);
        for (int i = 0; i < generationIds.size(); i++) {
            query.setParameter(i + 3, generationIds.get(i));
        }
        List<?> rows = query.getResultList();
        return rows.stream().map(StoredFile.class::cast).toList();
    }

    /** Marks the files of a generation as deleted. */
    public void deleteOfGeneration(UUID generationId, Instant now) {
        entityManager
                .createNativeQuery(
                        "UPDATE stored_file SET deleted_at = ? WHERE deleted_at IS NULL AND generation_id = ?")
                .setParameter(1, java.sql.Timestamp.from(now))
                .setParameter(2, generationId)
                .executeUpdate();
    }

    /** The text of a document. */
    public Optional<String> findText(UUID id) {
        return entityManager
                .createNativeQuery("SELECT extracted FROM stored_file WHERE id = ? AND extracted IS NOT NULL")
                .setParameter(1, id)
                .getResultStream()
                .findFirst()
                .map(String.class::cast);
    }

    /**
     * The bytes that a workspace's files have. Whoever asks has the workspace for the rest of the transaction, so that of two uploads that
     * each would just fit only one is let in.
     */
    public long usedBytes(UUID workspaceId) {
        entityManager
                .createNativeQuery("SELECT 1 FROM workspace WHERE id = ? FOR NO KEY UPDATE")
                .setParameter(1, workspaceId)
                .getResultList();
        return ((Number) entityManager
                        .createNativeQuery(
                                "SELECT CAST(COALESCE(sum(bytes), 0) AS bigint) FROM stored_file WHERE workspace_id = ? AND deleted_at IS NULL")
                        .setParameter(1, workspaceId)
                        .getSingleResult())
                .longValue();
    }

    /** Attaches a file to a message. */
    public void attach(UUID messageId, UUID fileId, int position) {
        entityManager
                .createNativeQuery("INSERT INTO message_attachment (message_id, file_id, position) VALUES (?, ?, ?)")
                .setParameter(1, messageId)
                .setParameter(2, fileId)
                .setParameter(3, position)
                .executeUpdate();
    }

    /** A file with the message that it is attached to. */
    public record Attachment(UUID messageId, StoredFile file) {}

    /** The attachments of messages, each message's in their order. */
    public List<Attachment> findAttachments(List<UUID> messageIds) {
        if (messageIds.isEmpty()) {
            return List.of();
        }
        String places = String.join(", ", java.util.Collections.nCopies(messageIds.size(), "?"));
        var query = entityManager.createNativeQuery(
                "SELECT a.message_id, a.file_id FROM message_attachment a JOIN stored_file f ON f.id = a.file_id"
                        + " WHERE f.deleted_at IS NULL AND a.message_id IN (" + places
                        + ") ORDER BY a.message_id, a.position");
        for (int i = 0; i < messageIds.size(); i++) {
            query.setParameter(i + 1, messageIds.get(i));
        }
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Attachment((UUID) row[0], entityManager.find(StoredFile.class, row[1])))
                .toList();
    }

    /** Marks as deleted what is attached to a conversation's messages and to no other conversation's. */
    public int deleteAttachments(UUID conversationId, Instant now) {
        return entityManager
                .createNativeQuery("""
                        UPDATE stored_file SET deleted_at = ? WHERE deleted_at IS NULL
                        AND id IN (SELECT a.file_id FROM message_attachment a JOIN message m ON m.id = a.message_id
                                   WHERE m.conversation_id = ?)
                        AND NOT EXISTS (SELECT 1 FROM message_attachment a JOIN message m ON m.id = a.message_id
                                        WHERE a.file_id = stored_file.id AND m.conversation_id <> ?)""")
                .setParameter(1, java.sql.Timestamp.from(now))
                .setParameter(2, conversationId)
                .setParameter(3, conversationId)
                .executeUpdate();
    }

    /**
     * Marks as deleted what nothing needs: files whose generation made nothing of them, was deleted or never was, and attachments that were
     * never sent.
     *
     * @param before made before this
     * @param unsentBefore attachments uploaded before this
     */
    public int deleteUnneeded(Instant before, Instant unsentBefore, Instant now) {
        return entityManager
                .createNativeQuery("""
                        UPDATE stored_file SET deleted_at = ? WHERE deleted_at IS NULL AND (
                            purpose IN ('IMAGE', 'SPEECH', 'RECORDING') AND created_at < ?
                                AND NOT EXISTS (SELECT 1 FROM generation g WHERE g.id = generation_id
                                                AND g.status IN ('RUNNING', 'COMPLETED') AND g.deleted_at IS NULL)
                            OR purpose = 'ATTACHMENT' AND created_at < ?
                                AND NOT EXISTS (SELECT 1 FROM message_attachment a WHERE a.file_id = stored_file.id))""")
                .setParameter(1, java.sql.Timestamp.from(now))
                .setParameter(2, java.sql.Timestamp.from(before))
                .setParameter(3, java.sql.Timestamp.from(unsentBefore))
                .executeUpdate();
    }

    /** Where a file's bytes are. */
    public record Place(UUID id, UUID workspaceId, String location, Optional<String> thumbnail, Instant createdAt) {

        private static Place of(StoredFile file) {
            return new Place(file.id(), file.workspaceId(), file.location(), file.thumbnail(), file.createdAt());
        }
    }

    /** What was marked as deleted, the oldest first. */
    public List<Place> findDeleted(int limit) {
        return entityManager
                .createQuery(
                        "SELECT f FROM StoredFile f WHERE f.deletedAt IS NOT NULL ORDER BY f.deletedAt",
                        StoredFile.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(Place::of)
                .toList();
    }

    /** Files in the order of workspace and id, beginning after these. */
    public List<Place> findAfter(UUID workspaceId, UUID id, int limit) {
        List<?> ids = entityManager
                .createNativeQuery(
                        "SELECT id FROM stored_file WHERE (workspace_id, id) > (?, ?) ORDER BY workspace_id, id LIMIT ?")
                .setParameter(1, workspaceId)
                .setParameter(2, id)
                .setParameter(3, limit)
                .getResultList();
        return ids.stream()
                .map(found -> entityManager.find(StoredFile.class, found))
                .map(Place::of)
                .toList();
    }

    /** Removes the row of a file whose bytes are gone, and takes it off the messages that it was attached to. */
    public void remove(UUID id) {
        entityManager
                .createNativeQuery("DELETE FROM message_attachment WHERE file_id = ?")
                .setParameter(1, id)
                .executeUpdate();
        entityManager
                .createNativeQuery("DELETE FROM stored_file WHERE id = ?")
                .setParameter(1, id)
                .executeUpdate();
    }

    /** Marks all files of a user or a workspace as deleted. */
    public void deleteAll(Belonging whose, UUID id, Instant now) {
        entityManager
                .createNativeQuery(
                        "UPDATE stored_file SET deleted_at = ? WHERE deleted_at IS NULL AND " + whose.column() + " = ?")
                .setParameter(1, java.sql.Timestamp.from(now))
                .setParameter(2, id)
                .executeUpdate();
    }

    /** A user's file in whichever workspace. */
    public Optional<StoredFile> findOfUser(UUID userId, UUID id) {
        return Optional.ofNullable(entityManager.find(StoredFile.class, id))
                .filter(file -> file.userId().equals(userId) && !file.deleted());
    }
}
