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
