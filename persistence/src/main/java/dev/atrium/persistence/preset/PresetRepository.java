package dev.atrium.persistence.preset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The presets and their categories. A preset that the caller may not see is not found. */
@ApplicationScoped
public class PresetRepository {

    private static final String FROM = " FROM preset p LEFT JOIN preset_category c ON c.id = p.category_id WHERE ";

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public void add(Preset preset) {
        entityManager.persist(preset);
    }

    public void remove(Preset preset) {
        entityManager.remove(preset);
    }

    /** Writes what was changed, so that what the database refuses is known now. */
    public void flush() {
        entityManager.flush();
    }

    /** Finds a preset that a user sees in a workspace. */
    public Optional<Preset> find(UUID workspaceId, UUID userId, UUID id) {
        return Optional.ofNullable(entityManager.find(Preset.class, id))
                .filter(preset -> isSeen(preset, workspaceId, userId));
    }

    private static boolean isSeen(Preset preset, UUID workspaceId, UUID userId) {
        if (preset.visibility() == Preset.Visibility.ORGANISATION) {
            return true;
        }
        return preset.workspaceId().filter(workspaceId::equals).isPresent()
                && (preset.visibility() == Preset.Visibility.WORKSPACE
                        || preset.ownerId().filter(userId::equals).isPresent());
    }

    /** The presets that a user sees in a workspace and that match. */
    public List<Preset> findAll(UUID workspaceId, UUID userId, PresetFilter filter, int offset, int limit) {
        List<?> ids = query(
                        "SELECT p.id",
                        workspaceId,
                        userId,
                        filter,
                        filter.order() + " OFFSET " + offset + " LIMIT " + limit)
                .getResultList();
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, Preset> found = entityManager
                .createQuery("SELECT p FROM Preset p LEFT JOIN FETCH p.category WHERE p.id IN :ids", Preset.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(Preset::id, Function.identity()));
        return ids.stream().map(found::get).toList();
    }

    public long count(UUID workspaceId, UUID userId, PresetFilter filter) {
        Number count = (Number)
                query("SELECT count(*)", workspaceId, userId, filter, "").getSingleResult();
        return count.longValue();
    }

    private Query query(String select, UUID workspaceId, UUID userId, PresetFilter filter, String order) {
        List<Object> values = new ArrayList<>();
        String sql = select + FROM + filter.conditions(workspaceId, userId, values) + order;
        Query query = entityManager.createNativeQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    /** Counts a use, in a statement of its own, so that many can use it at once. */
    public void countUse(UUID id) {
        entityManager
                .createNativeQuery("UPDATE preset SET used = used + 1 WHERE id = ?")
                .setParameter(1, id)
                .executeUpdate();
    }

    /** How many presets a user has made in a workspace. */
    public long countMade(UUID workspaceId, UUID userId) {
        return entityManager
                .createQuery(
                        "SELECT count(p) FROM Preset p WHERE p.workspaceId = :workspace AND p.ownerId = :user",
                        Long.class)
                .setParameter("workspace", workspaceId)
                .setParameter("user", userId)
                .getSingleResult();
    }

    /** Deletes what a user made for themselves; what they gave to a workspace or to everyone stays, as nobody's. */
    public void removeOfUser(UUID userId) {
        entityManager
                .createNativeQuery("DELETE FROM preset WHERE owner_id = ? AND visibility = 'PRIVATE'")
                .setParameter(1, userId)
                .executeUpdate();
        entityManager
                .createNativeQuery("UPDATE preset SET owner_id = NULL WHERE owner_id = ?")
                .setParameter(1, userId)
                .executeUpdate();
    }

    /** Deletes the presets of a workspace; what was given to everyone stays, as no workspace's. */
    public void removeOfWorkspace(UUID workspaceId) {
        entityManager
                .createNativeQuery("DELETE FROM preset WHERE workspace_id = ? AND visibility <> 'ORGANISATION'")
                .setParameter(1, workspaceId)
                .executeUpdate();
        entityManager
                .createNativeQuery("UPDATE preset SET workspace_id = NULL WHERE workspace_id = ?")
                .setParameter(1, workspaceId)
                .executeUpdate();
    }

    public void add(PresetCategory category) {
        entityManager.persist(category);
    }

    /** Removes a category; its presets stay, without one. */
    public void remove(PresetCategory category) {
        entityManager
                .createNativeQuery("UPDATE preset SET category_id = NULL WHERE category_id = ?")
                .setParameter(1, category.id())
                .executeUpdate();
        entityManager.remove(category);
    }

    public Optional<PresetCategory> findCategory(UUID id) {
        return Optional.ofNullable(entityManager.find(PresetCategory.class, id));
    }

    /** The category of a name, in capitals or not. */
    public Optional<PresetCategory> findCategory(String name) {
        return entityManager
                .createQuery("SELECT c FROM PresetCategory c WHERE LOWER(c.name) = :name", PresetCategory.class)
                .setParameter("name", name.toLowerCase(Locale.ROOT))
                .getResultStream()
                .findFirst();
    }

    /** The categories in their order. */
    public List<PresetCategory> findCategories() {
        return entityManager
                .createQuery("SELECT c FROM PresetCategory c ORDER BY c.position, c.name", PresetCategory.class)
                .getResultList();
    }
}
