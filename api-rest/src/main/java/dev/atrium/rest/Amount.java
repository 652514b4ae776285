package dev.atrium.rest;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.refusal.Refusal;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads amounts of credits in requests. */
public final class Amount {

    private Amount() {}

    /**
     * The amount that a field gives, if it does.
     *
     * @throws Refusal {@code INVALID_REQUEST} when it is below zero, has more than 6 decimals or is out of range
     */
    public static Optional<Credits> of(String field, BigDecimal given) {
        if (given == null) {
            return Optional.empty();
        }
        try {
            Credits amount = Credits.of(given);
            if (amount.compareTo(Credits.ZERO) >= 0) {
                return Optional.of(amount);
            }
        } catch (ArithmeticException e) {
            throw invalid(field);
        }
        throw invalid(field);
    }

    private static Refusal invalid(String field) {
        return Refusal.invalid(field, "must be an amount of credits, zero or more, with at most 6 decimals");
    }
}
