package dev.atrium.persistence.credit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A movement of the account.
 *
 * @param amount above zero when it was given, below when it was taken
 * @param balance what the account had after it
 * @param userId who caused it
 */
public record StatementEntry(
        UUID id,
        TransferKind kind,
        Credits amount,
        Credits balance,
        String reason,
        Optional<UUID> generationId,
        Optional<UUID> userId,
        Optional<Instant> expiresAt,
        Instant createdAt) {}
