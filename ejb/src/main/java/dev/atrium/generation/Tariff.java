package dev.atrium.generation;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.TokenUsage;

/** How the cost of one generation is found. */
public interface Tariff {

    /** What it can cost at most: this is reserved. */
    Credits worstCase();

    /** What it costs by the provider's report. */
    Credits cost(TokenUsage usage);

    /** A count of our own, for a generation whose provider reported nothing. */
    TokenUsage estimate(String text, String reasoning);
}
