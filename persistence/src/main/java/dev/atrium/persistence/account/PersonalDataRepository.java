package dev.atrium.persistence.account;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** All that is stored of a person, each row as a JSON object. */
@ApplicationScoped
public class PersonalDataRepository {

    /** What there is. */
    public enum Part {
        ACCOUNT("""
                SELECT id, email, first_name, last_name, role, email_verified_at, language, theme, created_at
                FROM app_user""", "id"),
        WORKSPACES("""
                SELECT w.id, w.name, w.personal, m.user_id, m.role, m.created_at AS member_since
                FROM membership m JOIN workspace w ON w.id = m.workspace_id WHERE w.deleted_at IS NULL""", "user_id"),
        TOKENS("""
                SELECT id, user_id, name, workspace_id, scopes, monthly_budget, created_at, expires_at, last_used_at, revoked_at
                FROM access_token""", "user_id"),
        CONVERSATIONS("""
                SELECT id, user_id, workspace_id, title, model, provider, system_prompt, pinned, archived, created_at, updated_at
                FROM conversation""", "user_id"),
        MESSAGES("""
                SELECT m.id, c.user_id, m.conversation_id, m.number, m.parent_id, m.role, m.status, m.content, m.reasoning,
                    m.model, m.provider, m.input_tokens, m.output_tokens, m.credits, m.rating, m.created_at
                FROM message m JOIN conversation c ON c.id = m.conversation_id""", "user_id"),
        GENERATIONS("""
                SELECT id, user_id, workspace_id, token_id, service, model, provider, status, prompt, answer, reasoning, parameters,
                    input_tokens, output_tokens, credits, finish_reason, error_code, created_at, completed_at
                FROM generation""", "user_id"),
        CREDITS("""
                SELECT id, user_id, kind, amount, reason, generation_id, created_at FROM credit_transfer""", "user_id"),
        FILES("""
                SELECT id, user_id, workspace_id, generation_id, purpose, name, media_type, bytes, created_at
                FROM stored_file WHERE deleted_at IS NULL""", "user_id"),
        PRESETS("""
                SELECT id, owner_id, workspace_id, name, description, model, system_prompt, template, variables, parameters,
                    visibility, created_at, updated_at
                FROM preset""", "owner_id"),
        ACTIONS("""
                SELECT id, actor_id, workspace_id, action, subject_type, subject_id, detail, address, created_at
                FROM audit_event""", "actor_id");

        private final String select;
        private final String owner;

        Part(String select, String owner) {
            this.select = select;
            this.owner = owner;
        }

        /** Such as {@code conversations}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @PersistenceContext(unitName = "atrium")
    private EntityManager entityManager;

    /** The ids of all rows of a part, the oldest first. */
    public List<UUID> findIds(Part part, UUID userId) {
        return entityManager
                .createNativeQuery("SELECT id FROM (" + part.select + ") part WHERE " + part.owner + " = ? ORDER BY id")
                .setParameter(1, userId)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
    }

    /**
     * Some rows of a part as JSON objects, the oldest first. Amounts are in micro-credits.
     *
     * @param ids some that {@link #findIds} told
     */
    public List<String> findRows(Part part, UUID userId, List<UUID> ids) {
        return entityManager
                .createNativeQuery("SELECT CAST(row_to_json(part) AS text) FROM (" + part.select + ") part WHERE "
                        + part.owner + " = ? AND id = ANY (CAST(? AS uuid[])) ORDER BY id")
                .setParameter(1, userId)
                .setParameter(2, ids.stream().map(UUID::toString).collect(joining(",", "{", "}")))
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }
}
