package dev.atrium.persistence.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What to look for; what is empty does not matter. */
public record AuditFilter(
        Optional<String> action,
        Optional<UUID> actorId,
        Optional<UUID> workspaceId,
        Optional<Instant> from,
        Optional<Instant> to) {}
