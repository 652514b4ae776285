package dev.atrium.persistence.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
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
}
