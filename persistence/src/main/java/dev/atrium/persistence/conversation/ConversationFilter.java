package dev.atrium.persistence.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Which conversations to list, and in which order; what is empty does not matter.
 *
 * @param scope whose they are
 * @param words to be found in the title or a message, as somebody types them into a search box; the last may be the beginning of a word
 * @param model the model that was asked last
 */
public record ConversationFilter(
        Scope scope,
        Optional<String> words,
        Optional<String> model,
        Optional<String> tag,
        Optional<Boolean> pinned,
        Optional<Boolean> archived,
        Sort sort,
        boolean descending) {

    /** All of a user's own that are not archived, the one written to last first. */
    public static final ConversationFilter USUAL = new ConversationFilter(
            Scope.OWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(false),
            Sort.UPDATED,
            true);

    /** Whose conversations are listed. */
    public enum Scope {
        /** The user's own. */
        OWN,
        /** What the other members of the workspace share. */
        SHARED
    }

    /** What a list is ordered by. */
    public enum Sort {
        UPDATED("c.updated_at"),
        CREATED("c.created_at"),
        TITLE("lower(c.title)");

        private final String expression;

        Sort(String expression) {
            this.expression = expression;
        }
    }

    /** What was typed, with its last word taken for the beginning of one; no query at all of nothing but punctuation. */
    private static final String QUERY =
            "CAST(nullif(CAST(websearch_to_tsquery('simple', ?) AS text), '') || ':*' AS tsquery)";

    /** Titles and messages are found by an index of their own each; those of others are left out before they are counted. */
    private static final String FOUND = " AND c.id IN ("
            + "SELECT id FROM conversation WHERE workspace_id = ? AND to_tsvector('simple', title) @@ " + QUERY
            + " UNION ALL "
            + "SELECT m.conversation_id FROM message m JOIN conversation o ON o.id = m.conversation_id"
            + " WHERE o.workspace_id = ? AND to_tsvector('simple', left(m.content, 100000)) @@ " + QUERY + ")";

    public ConversationFilter {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(words, "words");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(pinned, "pinned");
        Objects.requireNonNull(archived, "archived");
        Objects.requireNonNull(sort, "sort");
    }

    /** The conditions in SQL on a conversation {@code c}; the values of their parameters are added to the list. */
    String conditions(UUID workspaceId, UUID userId, List<Object> values) {
        StringBuilder sql = new StringBuilder("c.workspace_id = ?");
        values.add(workspaceId);
        add(sql, scope == Scope.OWN ? " AND c.user_id = ?" : " AND c.user_id <> ? AND c.shared", values, userId);
        words.ifPresent(typed -> add(sql, FOUND, values, workspaceId, typed, workspaceId, typed));
        model.ifPresent(wanted -> add(sql, " AND c.model = ?", values, wanted));
        tag.ifPresent(wanted -> add(
                sql,
                " AND EXISTS (SELECT 1 FROM conversation_tag t WHERE t.conversation_id = c.id AND lower(t.tag) = ?)",
                values,
                wanted.toLowerCase(Locale.ROOT)));
        pinned.ifPresent(wanted -> add(sql, " AND c.pinned = ?", values, wanted));
        archived.ifPresent(wanted -> add(sql, " AND c.archived = ?", values, wanted));
        return sql.toString();
    }

    String order() {
        String direction = descending ? " DESC" : " ASC";
        return " ORDER BY " + sort.expression + direction + ", c.id" + direction;
    }

    private static void add(StringBuilder sql, String condition, List<Object> values, Object... added) {
        sql.append(condition);
        values.addAll(List.of(added));
    }
}
