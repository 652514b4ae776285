package dev.atrium.persistence.generation;

import dev.atrium.persistence.type.Belonging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The log of all calls. */
@ApplicationScoped
public class GenerationRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** Adds it at once, so that what refers to it may follow in the same transaction. */
    public void add(Generation generation) {
        entityManager.persist(generation);
        entityManager.flush();
    }

    /** Finds a user's own, unless it was deleted: prompts and answers are not for the other members of a workspace. */
    public Optional<Generation> find(UUID workspaceId, UUID userId, UUID id) {
        return Optional.ofNullable(entityManager.find(Generation.class, id))
                .filter(generation -> generation.workspaceId().equals(workspaceId)
                        && generation.userId().equals(userId)
                        && !generation.deleted());
    }

    /** Finds one to end it: of two that try, the second waits and then sees that it has ended. */
    public Optional<Generation> findForUpdate(UUID id) {
        return Optional.ofNullable(entityManager.find(Generation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<UUID> findIdByReservation(UUID reservationId) {
        return entityManager
                .createQuery("SELECT g.id FROM Generation g WHERE g.reservationId = :reservation", UUID.class)
                .setParameter("reservation", reservationId)
                .getResultStream()
                .findFirst();
    }

    /** What a node was running. */
    public List<UUID> findRunning(String node) {
        return entityManager
                .createQuery("SELECT g.id FROM Generation g WHERE g.node = :node AND g.status = :running", UUID.class)
                .setParameter("node", node)
                .setParameter("running", Generation.Status.RUNNING)
                .getResultList();
    }

    /** What was kept of an answer while it was under way. */
    public record Draft(String text, String reasoning) {}

    /**
     * What an answer has grown by.
     *
     * @param textFrom where in the text, counted in UTF-16 units, the new part begins
     * @param reasoningFrom where in the reasoning
     */
    public record Growth(UUID generationId, int textFrom, String text, int reasoningFrom, String reasoning) {}

    /**
     * Keeps what running answers have grown by, all in one statement. A part that is kept already is replaced, so that a repetition after a
     * lost confirmation does no harm.
     */
    public void keepDrafts(List<Growth> grown) {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        grown.forEach(growth -> rows.add(Json.createObjectBuilder()
                .add("id", growth.generationId().toString())
                .add("text_from", growth.textFrom())
                .add("text", growth.text())
                .add("reasoning_from", growth.reasoningFrom())
                .add("reasoning", growth.reasoning())));
        entityManager
                .createNativeQuery(
                        "INSERT INTO generation_draft (generation_id, text_from, text, reasoning_from, reasoning)"
                                + " SELECT id, text_from, text, reasoning_from, reasoning"
                                + " FROM jsonb_to_recordset(CAST(? AS jsonb)) AS grown"
                                + " (id uuid, text_from integer, text text, reasoning_from integer, reasoning text)"
                                + " ON CONFLICT (generation_id, text_from, reasoning_from)"
                                + " DO UPDATE SET text = EXCLUDED.text, reasoning = EXCLUDED.reasoning")
                .setParameter(1, rows.build().toString())
                .executeUpdate();
    }

    /** What was kept of an answer, joined; empty texts where nothing was. */
    public Draft findDraft(UUID generationId) {
        Object[] joined = (Object[]) entityManager
                .createNativeQuery("SELECT coalesce(string_agg(text, '' ORDER BY text_from, reasoning_from), ''),"
                        + " coalesce(string_agg(reasoning, '' ORDER BY text_from, reasoning_from), '')"
                        + " FROM generation_draft WHERE generation_id = ?")
                .setParameter(1, generationId)
                .getSingleResult();
        return new Draft((String) joined[0], (String) joined[1]);
    }

    /** Removes what was kept of answers that have ended since. */
    public void removeDraftsOfEnded() {
        entityManager
                .createNativeQuery("DELETE FROM generation_draft d USING generation g"
                        + " WHERE g.id = d.generation_id AND g.status <> 'RUNNING'")
                .executeUpdate();
    }

    /** How many generations of a user match. */
    public long count(UUID workspaceId, UUID userId, GenerationFilter filter) {
        Number count = (Number) query("SELECT count(*) FROM generation g WHERE ", workspaceId, userId, filter, "")
                .getSingleResult();
        return count.longValue();
    }

    /** The generations of a user that match, newest first. */
    public List<GenerationSummary> findAll(
            UUID workspaceId, UUID userId, GenerationFilter filter, int offset, int limit) {
        String page = "SELECT g.id FROM generation g WHERE ";
        List<?> rows = query(
                        GenerationSummary.SELECT + " WHERE g.id IN (" + page,
                        workspaceId,
                        userId,
                        filter,
                        " ORDER BY g.created_at DESC, g.id DESC OFFSET " + offset + " LIMIT " + limit
                                + ") ORDER BY g.created_at DESC, g.id DESC")
                .getResultList();
        return rows.stream().map(row -> GenerationSummary.of((Object[]) row)).toList();
    }

    private Query query(String select, UUID workspaceId, UUID userId, GenerationFilter filter, String order) {
        List<Object> values = new ArrayList<>(List.of(workspaceId, userId));
        String sql = select + "g.workspace_id = ? AND g.user_id = ? AND g.deleted_at IS NULL"
                + filter.conditions(values) + order;
        Query query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    /** Whether something of a user is running, in whichever workspace. */
    public boolean isRunning(UUID userId) {
        return !entityManager
                .createQuery("SELECT g.id FROM Generation g WHERE g.status = :running AND g.userId = :user", UUID.class)
                .setParameter("running", Generation.Status.RUNNING)
                .setParameter("user", userId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Deletes what was asked for and got in all generations of a user or a workspace; that they were made, and what they cost, stays. */
    public void erase(Belonging whose, UUID id, Instant now) {
        entityManager
                .createNativeQuery("""
                        DELETE FROM transcript WHERE generation_id IN (SELECT id FROM generation WHERE %s = ?)""".formatted(whose.column()))
                .setParameter(1, id)
                .executeUpdate();
        entityManager
                .createNativeQuery("""
                        UPDATE generation SET prompt = NULL, answer = NULL, reasoning = NULL, parameters = NULL, deleted_at = ?
                        WHERE deleted_at IS NULL AND status <> 'RUNNING' AND %s = ?""".formatted(whose.column()))
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, id)
                .executeUpdate();
    }
}
