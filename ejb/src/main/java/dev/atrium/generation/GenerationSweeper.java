package dev.atrium.generation;

import dev.atrium.credit.CreditLedger;
import dev.atrium.idempotency.IdempotencyKeys;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Ends what nobody ends any more: at start what this node was running when it stopped, and every half minute what is past its deadline, on
 * whichever node comes first. Each is ended in a transaction of its own that looks again whether it is still running.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class GenerationSweeper {

    private static final System.Logger LOG = System.getLogger(GenerationSweeper.class.getName());
    private static final int BATCH = 500;

    @Inject
    private GenerationService generations;

    @Inject
    private CreditLedger ledger;

    @Inject
    private IdempotencyKeys keys;

    @Inject
    private Settlements settlements;

    @PostConstruct
    void recover() {
        settlements.begin();
        List<UUID> left = generations.leftBehind();
        each(left, generations::abandon);
        if (!left.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0} generations were cut off when this node stopped; they cost nothing.",
                    left.size());
        }
    }

    @Schedule(hour = "*", minute = "*", second = "*/30", persistent = false)
    void sweep() {
        each(ledger.overdue(BATCH), generations::expire);
        generations.forgetDrafts();
    }

    @Schedule(hour = "*", minute = "*/10", persistent = false)
    void forgetKeys() {
        keys.sweep();
    }

    private static void each(List<UUID> ids, Consumer<UUID> end) {
        for (UUID id : ids) {
            try {
                end.accept(id);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "Could not end what " + id + " stands for", e);
            }
        }
    }
}
