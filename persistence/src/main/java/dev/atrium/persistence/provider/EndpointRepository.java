package dev.atrium.persistence.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The endpoints that administrators have added. */
@ApplicationScoped
public class EndpointRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(StoredEndpoint endpoint) {
        entityManager.persist(endpoint);
    }

    public void remove(StoredEndpoint endpoint) {
        entityManager.remove(endpoint);
    }

    public Optional<StoredEndpoint> findByName(String name) {
        return entityManager
                .createQuery("SELECT e FROM StoredEndpoint e WHERE e.name = :name", StoredEndpoint.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    /** All endpoints, by name. */
    public List<StoredEndpoint> findAll() {
        return entityManager
                .createQuery("SELECT e FROM StoredEndpoint e ORDER BY e.name", StoredEndpoint.class)
                .getResultList();
    }

    /** The endpoints whose key another master key than this one has sealed, locked. */
    public List<StoredEndpoint> findSealedByOthers(int keyVersion) {
        return entityManager
                .createQuery("SELECT e FROM StoredEndpoint e WHERE e.keyVersion <> :version", StoredEndpoint.class)
                .setParameter("version", keyVersion)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }
}
