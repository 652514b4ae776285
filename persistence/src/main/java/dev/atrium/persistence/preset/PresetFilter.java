package dev.atrium.persistence.preset;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Which presets to list, and in which order; what is empty does not matter.
 *
 * @param category the name of a category
 * @param words to be found in name or description, each somewhere
 * @param ids these and no others; empty for any
 */
public record PresetFilter(
        Optional<String> category,
        Optional<Preset.Visibility> visibility,
        Optional<String> words,
        List<UUID> ids,
        Sort sort) {

    /** All of them by name. */
    public static final PresetFilter NONE =
            new PresetFilter(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Sort.NAME);

    /** More words than anybody types make a long statement and nothing else. */
    private static final int MOST_WORDS = 10;

    /** What a list is ordered by. */
    public enum Sort {
        NAME("lower(p.name)"),
        /** The most used first. */
        USED("p.used DESC, lower(p.name)"),
        /** The one that was changed last first. */
        UPDATED("p.updated_at DESC");

        private final String expression;

        Sort(String expression) {
            this.expression = expression;
        }
    }

    public PresetFilter {
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(visibility, "visibility");
        Objects.requireNonNull(words, "words");
        ids = List.copyOf(ids);
        Objects.requireNonNull(sort, "sort");
    }

    /** The conditions in SQL on a preset {@code p} and its category {@code c}; the values of their parameters are added to the list. */
    String conditions(UUID workspaceId, UUID userId, List<Object> values) {
        StringBuilder sql = new StringBuilder("(p.visibility = 'ORGANISATION'"
                + " OR p.workspace_id = ? AND (p.visibility = 'WORKSPACE' OR p.owner_id = ?))");
        values.add(workspaceId);
        values.add(userId);
        category.ifPresent(name -> {
            sql.append(" AND lower(c.name) = ?");
            values.add(name.toLowerCase(Locale.ROOT));
        });
        visibility.ifPresent(wanted -> {
            sql.append(" AND p.visibility = ?");
            values.add(wanted.name());
        });
        words.ifPresent(typed -> typed.toLowerCase(Locale.ROOT)
                .lines()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .forEach(word -> {
                    sql.append(" AND position(? in lower(p.name || ' ' || p.description)) > 0");
                    values.add(word);
                }));
        if (!ids.isEmpty()) {
            sql.append(" AND p.id IN (").append("?, ".repeat(ids.size() - 1)).append("?)");
            values.addAll(ids);
        }
        return sql.toString();
    }

    String order() {
        return " ORDER BY " + sort.expression + ", p.id";
    }
}
