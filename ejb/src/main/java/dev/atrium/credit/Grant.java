package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.TransferKind;
import dev.atrium.refusal.Refusal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Credits that a workspace is given.
 *
 * @param kind grant, allowance or bonus
 * @param amount more than zero
 * @param expiresAt when what is left of them is taken back; a bonus has one
 * @param userId who gives them
 * @param reason why, for the statement
 */
public record Grant(TransferKind kind, Credits amount, Optional<Instant> expiresAt, UUID userId, String reason) {

    public Grant {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(userId, "userId");
        reason = Reason.checked(reason);
        if (kind != TransferKind.GRANT && kind != TransferKind.ALLOWANCE && kind != TransferKind.BONUS) {
            throw Refusal.invalid("kind", "must be grant, allowance or bonus");
        }
        if (amount.compareTo(Credits.ZERO) <= 0) {
            throw Refusal.invalid("amount", "must be more than zero");
        }
        if (kind == TransferKind.BONUS && expiresAt.isEmpty()) {
            throw Refusal.invalid("expiresAt", "must be given for a bonus");
        }
    }
}
