package dev.atrium.persistence.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The registry of models. */
@ApplicationScoped
public class ModelRepository {

    /** Start-up of several nodes at once takes turns at the registry under this number. */
    private static final long SEED_LOCK = 0x6174_7269_756dL;

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(AiModel model) {
        entityManager.persist(model);
    }

    public void add(ModelPrice price) {
        entityManager.persist(price);
    }

    /** All models, by provider and name. */
    public List<AiModel> findAll() {
        return entityManager
                .createQuery("SELECT m FROM AiModel m ORDER BY m.provider, m.name", AiModel.class)
                .getResultList();
    }

    /** The prices in force, by model. */
    public Map<UUID, ModelPrice> findCurrentPrices() {
        return entityManager
                .createQuery(
                        "SELECT DISTINCT p FROM ModelPrice p LEFT JOIN FETCH p.images WHERE p.number ="
                                + " (SELECT max(q.number) FROM ModelPrice q WHERE q.modelId = p.modelId)",
                        ModelPrice.class)
                .getResultStream()
                .collect(Collectors.toMap(ModelPrice::modelId, Function.identity()));
    }

    /** Lets one transaction in the cluster seed the registry at a time; the lock ends with the transaction. */
    public void lockForSeeding() {
        entityManager
                .createNativeQuery("SELECT pg_advisory_xact_lock(?)")
                .setParameter(1, SEED_LOCK)
                .getResultList();
    }
}
