package dev.atrium.credit;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.refusal.Refusal;
import java.util.Objects;
import java.util.UUID;

/**
 * A mistake that is mended by adding.
 *
 * @param amount what the workspace gets; below zero what is taken back
 * @param userId who mends it
 * @param reason why, for the statement
 */
public record Correction(Credits amount, UUID userId, String reason) {

    public Correction {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(userId, "userId");
        reason = Reason.checked(reason);
        if (amount.isZero()) {
            throw Refusal.invalid("amount", "must not be zero");
        }
    }
}
