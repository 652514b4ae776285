package dev.atrium.generation;

import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The bounds of a generation, from the configuration. */
@ApplicationScoped
class GenerationLimits {

    /** Time to settle a generation that took as long as it may, before the sweep takes it for lost. */
    private static final Duration SETTLEMENT = Duration.ofMinutes(1);

    private static final String DURATION = "must be a duration above zero in the form of ISO 8601, such as PT10M";

    private static final String NUMBER = "must be a number above zero";

    @Inject
    private Configuration configuration;

    private Duration maxDuration;
    private Duration replay;
    private int maxCharacters;
    private int beginningAtOnce;
    private Duration longestBeginningWait;
    private int settlingAtOnce;

    @PostConstruct
    void read() {
        maxDuration = configuration.required("atrium.generation.max-duration", DURATION, GenerationLimits::duration);
        replay = configuration.required("atrium.generation.replay", DURATION, GenerationLimits::duration);
        maxCharacters = configuration.required("atrium.generation.max-characters", NUMBER, GenerationLimits::number);
        beginningAtOnce =
                configuration.required("atrium.generation.beginning-at-once", NUMBER, GenerationLimits::number);
        longestBeginningWait = configuration.required(
                "atrium.generation.longest-beginning-wait", DURATION, GenerationLimits::duration);
        settlingAtOnce = configuration.required("atrium.generation.settling-at-once", NUMBER, GenerationLimits::number);
    }

    /** The longest that a generation may run. */
    Duration maxDuration() {
        return maxDuration;
    }

    /** How long a reservation lives without being settled. */
    Duration reservation() {
        return maxDuration.plus(SETTLEMENT);
    }

    /** How long the events of an ended generation can be read again. */
    Duration replay() {
        return replay;
    }

    /** The most characters of an answer with its reasoning. */
    int maxCharacters() {
        return maxCharacters;
    }

    /** The most generations that begin at the same moment. */
    int beginningAtOnce() {
        return beginningAtOnce;
    }

    /** The longest that one waits for its turn to begin. */
    Duration longestBeginningWait() {
        return longestBeginningWait;
    }

    /** The most generations that are settled at the same moment. */
    int settlingAtOnce() {
        return settlingAtOnce;
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not above zero");
        }
        return duration;
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }
}
