package dev.atrium.persistence.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
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

    /** The name of what a workspace has bought. */
    public Optional<String> findPlanName(UUID id) {
        return entityManager
                .createNativeQuery("SELECT p.name FROM plan p JOIN workspace w ON w.plan_id = p.id WHERE w.id = ?")
                .setParameter(1, id)
                .getResultStream()
                .findFirst()
                .map(String.class::cast);
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

    /** Finds a workspace to change it or its members: whoever else wants to waits. */
    public Optional<Workspace> findForUpdate(UUID id) {
        return Optional.ofNullable(entityManager.find(Workspace.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(workspace -> !workspace.deleted());
    }

    /** The memberships of a user in workspaces that were not deleted, the oldest first. */
    public List<Membership> findMemberships(UUID userId) {
        return entityManager
                .createQuery(
                        "SELECT m FROM Membership m, Workspace w WHERE w.id = m.workspaceId AND m.userId = :user"
                                + " AND w.deletedAt IS NULL ORDER BY m.createdAt, m.workspaceId",
                        Membership.class)
                .setParameter("user", userId)
                .getResultList();
    }

    /** Who belongs to a workspace, the oldest membership first. */
    public List<Membership> findMembers(UUID workspaceId) {
        return entityManager
                .createQuery(
                        "SELECT m FROM Membership m WHERE m.workspaceId = :workspace ORDER BY m.createdAt, m.userId",
                        Membership.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    public void remove(Membership membership) {
        entityManager.remove(membership);
    }

    /** Takes all members out of a workspace. */
    public void removeMembers(UUID workspaceId) {
        entityManager
                .createQuery("DELETE FROM Membership m WHERE m.workspaceId = :workspace")
                .setParameter("workspace", workspaceId)
                .executeUpdate();
    }

    /** Gives a workspace from its owner, who stays as an administrator, to another member. In this order, since there is one owner. */
    public void transfer(Membership owner, Membership heir) {
        owner.become(WorkspaceRole.ADMIN);
        entityManager.flush();
        heir.become(WorkspaceRole.OWNER);
        entityManager.flush();
    }

    /** Lets nobody act by default in a workspace that was deleted, or, if a user is named, that this one has left. */
    public void forgetAsCurrent(UUID workspaceId, Optional<UUID> userId) {
        entityManager
                .createNativeQuery("""
                        UPDATE app_user SET current_workspace_id = NULL, version = version + 1
                        WHERE current_workspace_id = ? AND id = coalesce(CAST(? AS uuid), id)""")
                .setParameter(1, workspaceId)
                .setParameter(2, userId.map(UUID::toString).orElse(null))
                .executeUpdate();
    }
}
