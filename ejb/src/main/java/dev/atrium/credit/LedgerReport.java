package dev.atrium.credit;

import dev.atrium.persistence.credit.LedgerDifference;
import java.time.Instant;
import java.util.List;

/**
 * What a check of the whole ledger found.
 *
 * @param accounts how many were checked, as for transfers and reservations
 * @param differences whatever breaks a rule; empty when the ledger is whole
 */
public record LedgerReport(
        Instant checkedAt, long accounts, long transfers, long reservations, List<LedgerDifference> differences) {

    public LedgerReport {
        differences = List.copyOf(differences);
    }
}
