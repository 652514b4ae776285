package dev.atrium.credit;

import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Takes back credits whose time is over, on whichever node comes first: each account in a transaction of its own that looks again. What a
 * running call holds is left to the end of that call, when the database does the same.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class SourceExpiry {

    private static final System.Logger LOG = System.getLogger(SourceExpiry.class.getName());
    private static final int BATCH = 500;

    @Inject
    private CreditLedger ledger;

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void sweep() {
        ledger.expired(BATCH).forEach(accountId -> {
            try {
                ledger.expireSources(accountId);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Could not take back what expired of account " + accountId, e);
            }
        });
    }
}
