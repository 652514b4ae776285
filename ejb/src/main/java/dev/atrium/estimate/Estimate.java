package dev.atrium.estimate;

import dev.atrium.persistence.credit.Credits;
import java.util.OptionalLong;

/**
 * What a call would cost.
 *
 * @param max what would be reserved; the call costs no more than this, unless the provider reports more than it was allowed
 * @param available what the workspace has for it now
 * @param inputTokens a count of the input; empty where tokens are not what is charged
 */
public record Estimate(Credits max, Credits available, OptionalLong inputTokens) {}
