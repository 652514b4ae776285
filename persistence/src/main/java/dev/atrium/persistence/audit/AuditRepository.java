package dev.atrium.persistence.audit;

import dev.atrium.persistence.type.UuidV7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The audit log; the database refuses whatever is not adding to it. */
@ApplicationScoped
public class AuditRepository {

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** An id for an event. */
    public static UUID newId() {
        return UuidV7.next();
    }

    public void add(AuditEvent event) {
        entityManager
                .createNativeQuery("""
                        INSERT INTO audit_event (id, workspace_id, actor_id, action, subject_type, subject_id, detail, address, created_at)
                        VALUES (?, CAST(? AS uuid), CAST(? AS uuid), ?, ?, ?, ?, ?, ?)""")
                .setParameter(1, event.id())
                .setParameter(2, text(event.workspaceId()))
                .setParameter(3, text(event.actorId()))
                .setParameter(4, event.action())
                .setParameter(5, event.subjectType().orElse(null))
                .setParameter(6, event.subjectId().orElse(null))
                .setParameter(7, event.detail())
                .setParameter(8, event.address().orElse(null))
                .setParameter(9, Timestamp.from(event.createdAt()))
                .executeUpdate();
    }

    private static String text(Optional<UUID> id) {
        return id.map(UUID::toString).orElse(null);
    }

    /** The newest first. */
    public List<AuditEvent> findAll(AuditFilter filter, int offset, int limit) {
        List<?> rows = query(
                        "SELECT id, workspace_id, actor_id, action, subject_type, subject_id, detail, address, created_at",
                        filter,
                        " ORDER BY created_at DESC, id DESC")
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
        return rows.stream().map(row -> event((Object[]) row)).toList();
    }

    public long count(AuditFilter filter) {
        return ((Number) query("SELECT count(*)", filter, "").getSingleResult()).longValue();
    }

    private Query query(String select, AuditFilter filter, String order) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        filter.action().ifPresent(action -> conditions.put("action = ?", action));
        filter.actorId().ifPresent(actor -> conditions.put("actor_id = ?", actor));
        filter.workspaceId().ifPresent(workspace -> conditions.put("workspace_id = ?", workspace));
        filter.from().ifPresent(from -> conditions.put("created_at >= ?", Timestamp.from(from)));
        filter.to().ifPresent(to -> conditions.put("created_at < ?", Timestamp.from(to)));
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.keySet());
        Query query = entityManager.createNativeQuery(select + " FROM audit_event" + where + order);
        int position = 1;
        for (Object value : conditions.values()) {
            query.setParameter(position++, value);
        }
        return query;
    }

    private static AuditEvent event(Object[] row) {
        return new AuditEvent(
                (UUID) row[0],
                Optional.ofNullable((UUID) row[1]),
                Optional.ofNullable((UUID) row[2]),
                (String) row[3],
                Optional.ofNullable((String) row[4]),
                Optional.ofNullable((String) row[5]),
                (String) row[6],
                Optional.ofNullable((String) row[7]),
                ((Timestamp) row[8]).toInstant());
    }
}
