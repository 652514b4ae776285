package dev.atrium.persistence.credit;

import java.util.Objects;
import java.util.UUID;

/**
 * Something in the ledger that breaks a rule.
 *
 * @param id the account, reservation or generation that does, as the rule says; null for a rule about the whole ledger
 * @param detail the amounts or states that disagree; amounts in micro-credits
 */
public record LedgerDifference(LedgerRule rule, UUID id, String detail) {

    public LedgerDifference {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(detail, "detail");
    }
}
