package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.Usage;

/** How the cost of one generation is found. */
public interface Tariff {

    /** What it can cost at most: this is reserved. */
    Credits worstCase();

    /**
     * What it costs by the provider's report.
     *
     * @throws IllegalArgumentException if the service is not paid by this unit
     */
    Credits cost(Usage usage);

    /** A count of our own, for a generation whose provider reported nothing. */
    Usage estimate(String text, String reasoning);
}
