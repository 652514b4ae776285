package dev.atrium.persistence.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When each provider was last asked for its list of models, and what came of it. */
@ApplicationScoped
public class ModelRefreshRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /**
     * How a look at a provider's list went.
     *
     * @param endedAt empty while it is under way, or when its node stopped in between
     * @param failure what went wrong; empty when the list was read
     */
    public record Refresh(
            String provider, Instant startedAt, Optional<Instant> endedAt, Optional<String> failure, Changes changes) {}

    /**
     * What a list changed in the registry.
     *
     * @param listed how many models the list has
     * @param added models that were not known
     * @param vanished models that the list no longer has
     * @param returned models that it has again
     */
    public record Changes(int listed, int added, int vanished, int returned) {

        public static final Changes NONE = new Changes(0, 0, 0, 0);
    }

    /**
     * Claims the next look at a provider's list, for one of all who try.
     *
     * @param dueBefore the last one began before this
     * @return false when it is not due, or somebody else makes it
     */
    public boolean begin(String provider, Instant now, Instant dueBefore) {
        return entityManager
                        .createNativeQuery("""
                                INSERT INTO model_refresh (provider, started_at) VALUES (?, ?)
                                ON CONFLICT (provider) DO UPDATE SET started_at = excluded.started_at, ended_at = NULL
                                WHERE model_refresh.started_at < ?""")
                        .setParameter(1, provider)
                        .setParameter(2, Timestamp.from(now))
                        .setParameter(3, Timestamp.from(dueBefore))
                        .executeUpdate()
                == 1;
    }

    /** Notes how it went. */
    public void end(String provider, Instant now, Optional<String> failure, Changes changes) {
        entityManager
                .createNativeQuery("""
                        UPDATE model_refresh SET ended_at = ?, failure = ?, listed = ?, added = ?, vanished = ?, returned = ?
                        WHERE provider = ?""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, failure.orElse(null))
                .setParameter(3, changes.listed())
                .setParameter(4, changes.added())
                .setParameter(5, changes.vanished())
                .setParameter(6, changes.returned())
                .setParameter(7, provider)
                .executeUpdate();
    }

    /** The last look at each list, by provider. */
    public List<Refresh> findAll() {
        List<?> rows = entityManager.createNativeQuery("""
                        SELECT provider, started_at, ended_at, failure, listed, added, vanished, returned
                        FROM model_refresh ORDER BY provider""").getResultList();
        return rows.stream().map(row -> refresh((Object[]) row)).toList();
    }

    private static Refresh refresh(Object[] columns) {
        return new Refresh(
                (String) columns[0],
                ((Timestamp) columns[1]).toInstant(),
                Optional.ofNullable((Timestamp) columns[2]).map(Timestamp::toInstant),
                Optional.ofNullable((String) columns[3]),
                new Changes(number(columns[4]), number(columns[5]), number(columns[6]), number(columns[7])));
    }

    private static int number(Object column) {
        return ((Number) column).intValue();
    }
}
