package dev.atrium.persistence.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The workspaces and their members. */
@ApplicationScoped
public class WorkspaceRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(Workspace workspace) {
        entityManager.persist(workspace);
    }

    public void add(Membership membership) {
        entityManager.persist(membership);
    }

    /** Finds a workspace that was not deleted. */
    public Optional<Workspace> find(UUID id) {
        return Optional.ofNullable(entityManager.find(Workspace.class, id)).filter(workspace -> !workspace.deleted());
    }

    public Optional<Membership> findMembership(UUID workspaceId, UUID userId) {
        return Optional.ofNullable(entityManager.find(Membership.class, new Membership.Key(workspaceId, userId)));
    }

    /** The limits of the plan that a workspace has. */
    public PlanLimits planLimits(UUID workspaceId) {
        List<?> rows = entityManager
                .createNativeQuery("""
                        SELECT plan.requests_per_hour, plan.requests_per_day, plan.requests_per_month, plan.concurrent_generations
                        FROM workspace JOIN plan ON plan.id = workspace.plan_id WHERE workspace.id = ?""")
                .setParameter(1, workspaceId)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(row -> {
                    Object[] limits = (Object[]) row;
                    return new PlanLimits(limit(limits[0]), limit(limits[1]), limit(limits[2]), limit(limits[3]));
                })
                .orElse(PlanLimits.NONE);
    }

    private static Optional<Integer> limit(Object column) {
        return Optional.ofNullable((Integer) column);
    }

    /** The workspaces a user belongs to, the oldest membership first. */
    public List<Workspace> findByMember(UUID userId) {
        return entityManager
                .createQuery(
                        "SELECT w FROM Workspace w, Membership m WHERE m.workspaceId = w.id AND m.userId = :userId"
                                + " AND w.deletedAt IS NULL ORDER BY m.createdAt, w.id",
                        Workspace.class)
                .setParameter("userId", userId)
                .getResultList();
    }
}
