package dev.atrium.persistence.setting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The settings. */
@ApplicationScoped
public class SettingRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    public Optional<String> find(String name) {
        return Optional.ofNullable(entityManager.find(Setting.class, name)).map(Setting::value);
    }

    /** All settings. */
    public List<Setting> findAll() {
        return entityManager
                .createQuery("SELECT s FROM Setting s ORDER BY s.name", Setting.class)
                .getResultList();
    }

    /** Stores a value unless there is one, and returns the one that holds: of several nodes starting at once, one wins. */
    public String putIfAbsent(String name, String value, Instant now) {
        entityManager
                .createNativeQuery(
                        "INSERT INTO setting (name, value, updated_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING")
                .setParameter(1, name)
                .setParameter(2, value)
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
        return (String) entityManager
                .createNativeQuery("SELECT value FROM setting WHERE name = ?")
                .setParameter(1, name)
                .getSingleResult();
    }
}
