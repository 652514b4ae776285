package dev.atrium.rest.generation;

import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.api.TokenUsage;

/** Tokens of a generation. */
public record Tokens(long input, long output, long total) {

    public static Tokens of(TokenUsage usage) {
        return of(usage.input(), usage.output());
    }

    static Tokens of(Generation.Usage usage) {
        return of(usage.input(), usage.output());
    }

    public static Tokens of(long input, long output) {
        return new Tokens(input, output, input + output);
    }
}
