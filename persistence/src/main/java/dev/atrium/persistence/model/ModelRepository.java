package dev.atrium.persistence.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registry of models. */
@ApplicationScoped
public class ModelRepository {

    /** Start-up of several nodes at once takes turns at the registry under this number. */
    private static final long SEED_LOCK = 0x6174_7269_756dL;

    /** More cannot be chosen from in a form. */
    private static final int MOST_AUDIENCES = 2_000;

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

    public Optional<AiModel> find(UUID id) {
        return Optional.ofNullable(entityManager.find(AiModel.class, id));
    }

    /** The models of a provider. */
    public List<AiModel> findByProvider(String provider) {
        return entityManager
                .createQuery("SELECT m FROM AiModel m WHERE m.provider = :provider ORDER BY m.name", AiModel.class)
                .setParameter("provider", provider)
                .getResultList();
    }

    /** Finds a model that is about to be changed; others who want to change it wait. */
    public Optional<AiModel> findForUpdate(UUID id) {
        return Optional.ofNullable(entityManager.find(AiModel.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The price in force. */
    public Optional<ModelPrice> findCurrentPrice(UUID modelId) {
        return entityManager
                .createQuery(
                        "SELECT p FROM ModelPrice p WHERE p.modelId = :model ORDER BY p.number DESC", ModelPrice.class)
                .setParameter("model", modelId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whom the models are for, by model; those for everyone are left out. */
    public Map<UUID, ModelAccess> findAccess() {
        Map<UUID, Set<UUID>> workspaces = new HashMap<>();
        Map<UUID, Set<UUID>> plans = new HashMap<>();
        List<?> rows = entityManager
                .createNativeQuery("SELECT model_id, workspace_id, plan_id FROM model_access")
                .getResultList();
        for (Object row : rows) {
            Object[] columns = (Object[]) row;
            Map<UUID, Set<UUID>> side = columns[1] == null ? plans : workspaces;
            side.computeIfAbsent((UUID) columns[0], model -> new HashSet<>())
                    .add((UUID) (columns[1] == null ? columns[2] : columns[1]));
        }
        return Stream.concat(workspaces.keySet().stream(), plans.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        model -> new ModelAccess(
                                workspaces.getOrDefault(model, Set.of()), plans.getOrDefault(model, Set.of()))));
    }

    /** Says whom a model is for from now on. */
    public void restrict(UUID modelId, ModelAccess access) {
        entityManager
                .createNativeQuery("DELETE FROM model_access WHERE model_id = ?")
                .setParameter(1, modelId)
                .executeUpdate();
        access.workspaces()
                .forEach(id -> allow("INSERT INTO model_access (model_id, workspace_id) VALUES (?, ?)", modelId, id));
        access.plans().forEach(id -> allow("INSERT INTO model_access (model_id, plan_id) VALUES (?, ?)", modelId, id));
    }

    private void allow(String insert, UUID modelId, UUID id) {
        entityManager
                .createNativeQuery(insert)
                .setParameter(1, modelId)
                .setParameter(2, id)
                .executeUpdate();
    }

    /** Writes what has changed, so that versions are those of afterwards. */
    public void flush() {
        entityManager.flush();
    }

    /** The workspaces, by name. */
    public List<NamedAudience> findWorkspaces() {
        return audiences("SELECT id, name FROM workspace WHERE deleted_at IS NULL ORDER BY lower(name), id LIMIT ?");
    }

    /** The plans, by name. */
    public List<NamedAudience> findPlans() {
        return audiences("SELECT id, name FROM plan ORDER BY lower(name), id LIMIT ?");
    }

    private List<NamedAudience> audiences(String query) {
        List<?> rows = entityManager
                .createNativeQuery(query)
                .setParameter(1, MOST_AUDIENCES)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new NamedAudience((UUID) row[0], (String) row[1]))
                .toList();
    }

    /** The workspaces and plans among these that exist. */
    public Set<UUID> findExisting(ModelAccess access) {
        Set<UUID> known = new HashSet<>();
        for (UUID id : access.workspaces()) {
            addIfThere(known, "SELECT id FROM workspace WHERE id = ? AND deleted_at IS NULL", id);
        }
        for (UUID id : access.plans()) {
            addIfThere(known, "SELECT id FROM plan WHERE id = ?", id);
        }
        return known;
    }

    private void addIfThere(Set<UUID> known, String query, UUID id) {
        if (!entityManager
                .createNativeQuery(query)
                .setParameter(1, id)
                .getResultList()
                .isEmpty()) {
            known.add(id);
        }
    }

    /** A number that is another one whenever anything in the registry, in keys or in endpoints has changed. */
    public long changeNumber() {
        Number number = (Number) entityManager
                .createNativeQuery("SELECT number FROM registry_change")
                .getSingleResult();
        return number.longValue();
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
