package dev.atrium.credit;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/** What the last check of the ledger on this node found, for the metrics. */
@ApplicationScoped
public class LastLedgerCheck {

    private static final long NOT_CHECKED = -1;

    private volatile long differences = NOT_CHECKED;

    /** Differences of the last check, -1 before the first. */
    @Gauge(
            name = "atrium_ledger_differences",
            absolute = true,
            unit = MetricUnits.NONE,
            description = "Differences that the last check of the ledger on this node found, -1 before the first")
    public long differences() {
        return differences;
    }

    void found(long count) {
        differences = count;
    }
}
