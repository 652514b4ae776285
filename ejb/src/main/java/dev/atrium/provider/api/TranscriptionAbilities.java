package dev.atrium.provider.api;

import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import java.util.Set;

/**
 * What a model takes in a request to transcribe, so that a request can be checked before it costs anything.
 *
 * @param timestamps what it can give times for
 * @param speakers whether it can tell speakers apart
 * @param prompt whether it takes words that help
 * @param fileBytes the largest file
 */
public record TranscriptionAbilities(Set<Granularity> timestamps, boolean speakers, boolean prompt, long fileBytes) {

    public TranscriptionAbilities {
        timestamps = Set.copyOf(timestamps);
    }
}
