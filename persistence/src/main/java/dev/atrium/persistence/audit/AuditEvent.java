package dev.atrium.persistence.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that somebody did.
 *
 * @param actorId who; empty for a stranger
 * @param subjectType to what sort of thing, such as {@code token}
 * @param detail a JSON object
 * @param address from where
 */
public record AuditEvent(
        UUID id,
        Optional<UUID> workspaceId,
        Optional<UUID> actorId,
        String action,
        Optional<String> subjectType,
        Optional<String> subjectId,
        String detail,
        Optional<String> address,
        Instant createdAt) {}
