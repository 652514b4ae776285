package dev.atrium.credit;

import dev.atrium.persistence.credit.LedgerDifference;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.credit.LedgerSize;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Proves the rules of the ledger over all of it. It reads everything and locks nothing. */
@Stateless
public class LedgerCheck {

    /** The sweep comes every half minute; what is still pending this long after its deadline is stuck. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    @Inject
    private LedgerRepository ledger;

    @Inject
    private LastLedgerCheck last;

    @Inject
    private Clock clock;

    /** Checks now; the metric shows what came of it. */
    public LedgerReport run() {
        Instant now = clock.instant();
        LedgerSize size = ledger.size();
        List<LedgerDifference> differences = ledger.findDifferences(now.minus(GRACE));
        last.found(differences.size());
        return new LedgerReport(now, size.accounts(), size.transfers(), size.reservations(), differences);
    }
}
