package dev.atrium.provider.http;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What one provider is burdened with.
 *
 * @param calls the most calls that wait for their first token, or their whole answer, at the same time
 * @param queue the most calls that wait behind them
 * @param queueWait the longest that they wait
 * @param retryPause the pause before a second try; it is doubled before each further one, and the latter half of it is at random
 * @param failuresInARow the circuit opens after so many
 * @param rest how long it then stays open
 */
@Dependent
public record GuardLimits(
        @ConfigProperty(name = "atrium.provider.max-calls", defaultValue = "400")
        int calls,

        @ConfigProperty(name = "atrium.provider.max-queue", defaultValue = "200")
        int queue,

        @ConfigProperty(name = "atrium.provider.longest-queue-wait", defaultValue = "PT10S")
        Duration queueWait,

        @ConfigProperty(name = "atrium.provider.retry-pause", defaultValue = "PT0.5S")
        Duration retryPause,

        @ConfigProperty(name = "atrium.provider.circuit-failures", defaultValue = "5")
        int failuresInARow,

        @ConfigProperty(name = "atrium.provider.circuit-rest", defaultValue = "PT30S")
        Duration rest) {

    @Inject
    public GuardLimits {}
}
