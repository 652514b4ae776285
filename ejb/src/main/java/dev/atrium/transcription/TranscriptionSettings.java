package dev.atrium.transcription;

import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The bounds of recordings, from the configuration. */
@ApplicationScoped
public class TranscriptionSettings {

    @Inject
    private Configuration configuration;

    private long maxBytes;
    private Duration maxDuration;

    @PostConstruct
    void read() {
        maxBytes = configuration.required(
                "atrium.transcription.max-bytes",
                "must be a number of bytes above zero",
                TranscriptionSettings::number);
        maxDuration = configuration.required(
                "atrium.transcription.max-duration",
                "must be a duration above zero in the form of ISO 8601, such as PT2H",
                TranscriptionSettings::duration);
    }

    /** The most bytes of a recording. */
    public long maxBytes() {
        return maxBytes;
    }

    /** The longest recording. */
    Duration maxDuration() {
        return maxDuration;
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("not above zero");
        }
        return duration;
    }
}
