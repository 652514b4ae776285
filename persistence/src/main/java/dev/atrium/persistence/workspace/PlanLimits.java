package dev.atrium.persistence.workspace;

import java.util.Optional;

/**
 * The limits of a workspace's plan. What is empty is as configured, also for a workspace without a plan.
 *
 * @param requestsPerHour in any hour
 * @param requestsPerDay on a day of UTC
 * @param requestsPerMonth in a month of UTC
 * @param concurrentGenerations at the same time
 */
public record PlanLimits(
        Optional<Integer> requestsPerHour,
        Optional<Integer> requestsPerDay,
        Optional<Integer> requestsPerMonth,
        Optional<Integer> concurrentGenerations) {

    /** Everything as configured. */
    public static final PlanLimits NONE =
            new PlanLimits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
