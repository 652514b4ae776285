package dev.atrium.persistence.generation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which generations to list; what is empty does not matter.
 *
 * @param from begun at this instant or later
 * @param to begun before this instant
 * @param words to be found in the prompt or the answer, as somebody types them into a search box
 */
public record GenerationFilter(
        Optional<Generation.Service> service,
        Optional<Generation.Status> status,
        Optional<String> model,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> words) {

    /** All of them. */
    public static final GenerationFilter NONE = new GenerationFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The texts of a generation are in its row, or in the two messages of its turn; each is found by an index of its own. */
    private static final String FOUND = """
            g.id IN (
                SELECT id FROM generation
                WHERE to_tsvector('simple', left(coalesce(prompt, '') || ' ' || coalesce(answer, ''), 100000))
                    @@ websearch_to_tsquery('simple', ?)
                UNION ALL
                SELECT generation_id FROM message
                WHERE generation_id IS NOT NULL AND to_tsvector('simple', left(content, 100000)) @@ websearch_to_tsquery('simple', ?)
                UNION ALL
                SELECT answer.generation_id FROM message question JOIN message answer ON answer.parent_id = question.id
                WHERE to_tsvector('simple', left(question.content, 100000)) @@ websearch_to_tsquery('simple', ?))""";

    public GenerationFilter {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(words, "words");
    }

    /** The conditions in SQL on a generation {@code g}; the values of their parameters are added to those that are there. */
    String conditions(List<Object> values) {
        StringBuilder sql = new StringBuilder();
        service.ifPresent(wanted -> add(sql, "g.service = ?", values, wanted.name()));
        status.ifPresent(wanted -> add(sql, "g.status = ?", values, wanted.name()));
        model.ifPresent(wanted -> add(sql, "g.model = ?", values, wanted));
        from.ifPresent(instant -> add(sql, "g.created_at >= ?", values, Timestamp.from(instant)));
        to.ifPresent(instant -> add(sql, "g.created_at < ?", values, Timestamp.from(instant)));
        words.ifPresent(typed -> add(sql, FOUND, values, typed, typed, typed));
        return sql.toString();
    }

    private static void add(StringBuilder sql, String condition, List<Object> values, Object... added) {
        sql.append(" AND ").append(condition);
        values.addAll(List.of(added));
    }
}
