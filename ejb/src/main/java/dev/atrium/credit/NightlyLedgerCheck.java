package dev.atrium.credit;

import dev.atrium.persistence.credit.LedgerDifference;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/** Checks the ledger every night, on each node, since each node has its own metrics. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class NightlyLedgerCheck {

    private static final System.Logger LOG = System.getLogger(NightlyLedgerCheck.class.getName());

    @Inject
    private LedgerCheck check;

    @Inject
    private LastLedgerCheck last;

    /** A gauge is shown once its bean exists. */
    @PostConstruct
    void register() {
        last.differences();
    }

    @Schedule(hour = "3", minute = "17", persistent = false)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void run() {
        LedgerReport report = check.run();
        report.differences().forEach(NightlyLedgerCheck::report);
        LOG.log(
                Level.INFO,
                "The ledger of {0} accounts, {1} transfers and {2} reservations has {3} differences.",
                report.accounts(),
                report.transfers(),
                report.reservations(),
                report.differences().size());
    }

    private static void report(LedgerDifference difference) {
        LOG.log(
                Level.ERROR,
                "The ledger breaks {0} at {1}: {2} (micro-credits)",
                difference.rule(),
                difference.id(),
                difference.detail());
    }
}
