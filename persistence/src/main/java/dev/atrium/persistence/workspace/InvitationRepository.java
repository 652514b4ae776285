package dev.atrium.persistence.workspace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The invitations. Those that were accepted or have expired are found by nothing. */
@ApplicationScoped
public class InvitationRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** Adds an invitation in place of the one that the address may have to the same workspace. */
    public void replace(Invitation invitation) {
        entityManager
                .createQuery("DELETE FROM Invitation i WHERE i.workspaceId = :workspace AND i.email = :email"
                        + " AND i.acceptedAt IS NULL")
                .setParameter("workspace", invitation.place().workspaceId())
                .setParameter("email", invitation.email())
                .executeUpdate();
        entityManager.persist(invitation);
    }

    /** The invitation whose mail carried a secret, by its SHA-256 in hexadecimal digits; for one who wants to accept it. */
    public Optional<Invitation> findByHash(String hash, Instant now) {
        return open("i.hash = :hash", now)
                .setParameter("hash", HexFormat.of().parseHex(hash))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    /** What an address is invited to, for one who wants to accept it all. */
    public List<Invitation> findByEmail(String email, Instant now) {
        return open("i.email = :email", now)
                .setParameter("email", email)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Who is invited to a workspace, the oldest first. */
    public List<Invitation> findByWorkspace(UUID workspaceId, Instant now) {
        return open("i.workspaceId = :workspace", now)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    private TypedQuery<Invitation> open(String which, Instant now) {
        return entityManager
                .createQuery(
                        "SELECT i FROM Invitation i WHERE " + which
                                + " AND i.acceptedAt IS NULL AND i.expiresAt > :now ORDER BY i.createdAt, i.id",
                        Invitation.class)
                .setParameter("now", now);
    }

    public Optional<Invitation> find(UUID workspaceId, UUID id, Instant now) {
        return findByWorkspace(workspaceId, now).stream()
                .filter(invitation -> invitation.id().equals(id))
                .findFirst();
    }

    public void remove(Invitation invitation) {
        entityManager.remove(invitation);
    }

    /** Takes back what a workspace that ends has invited to. */
    public void removeAll(UUID workspaceId) {
        entityManager
                .createQuery("DELETE FROM Invitation i WHERE i.workspaceId = :workspace AND i.acceptedAt IS NULL")
                .setParameter("workspace", workspaceId)
                .executeUpdate();
    }

    /** Forgets to which addresses invitations went that a person has accepted, or could have. */
    public void forget(String email) {
        entityManager
                .createQuery("DELETE FROM Invitation i WHERE i.email = :email")
                .setParameter("email", email)
                .executeUpdate();
    }
}
