package dev.atrium.persistence.provider;

import dev.atrium.persistence.provider.ProviderKey.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The workspaces' own keys. */
@ApplicationScoped
public class ProviderKeyRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(ProviderKey key) {
        entityManager.persist(key);
    }

    public void remove(ProviderKey key) {
        entityManager.remove(key);
    }

    public Optional<ProviderKey> find(UUID workspaceId, String provider) {
        return Optional.ofNullable(entityManager.find(ProviderKey.class, new ProviderKey.Key(workspaceId, provider)));
    }

    /** Finds a key that is about to be changed; others who want to change it wait. */
    public Optional<ProviderKey> findForUpdate(UUID workspaceId, String provider) {
        return Optional.ofNullable(entityManager.find(
                ProviderKey.class, new ProviderKey.Key(workspaceId, provider), LockModeType.PESSIMISTIC_WRITE));
    }

    /** The keys of a workspace, by provider. */
    public List<ProviderKey> findByWorkspace(UUID workspaceId) {
        return entityManager
                .createQuery(
                        "SELECT k FROM ProviderKey k WHERE k.workspaceId = :workspace ORDER BY k.provider",
                        ProviderKey.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    /** The providers that a workspace has a key for which they are not known to refuse. */
    public List<String> findUsable(UUID workspaceId) {
        return entityManager
                .createQuery(
                        "SELECT k.provider FROM ProviderKey k WHERE k.workspaceId = :workspace AND k.status <> :invalid",
                        String.class)
                .setParameter("workspace", workspaceId)
                .setParameter("invalid", Status.INVALID)
                .getResultList();
    }

    /** The keys that another master key than this one has sealed, locked. */
    public List<ProviderKey> findSealedByOthers(int keyVersion) {
        return entityManager
                .createQuery("SELECT k FROM ProviderKey k WHERE k.keyVersion <> :version", ProviderKey.class)
                .setParameter("version", keyVersion)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }
}
