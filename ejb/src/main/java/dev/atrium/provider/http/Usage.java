package dev.atrium.provider.http;

import dev.atrium.provider.api.TokenUsage;

/** Reads the counts of tokens that providers report, none of which can be relied upon to be there or to add up. */
public final class Usage {

    private Usage() {}

    /** A count, 0 where it is missing. */
    public static long count(Long reported) {
        return reported == null ? 0 : Math.max(0, reported);
    }

    /** The counts as {@link TokenUsage}, whose parts are cut where they exceed the whole. */
    public static TokenUsage of(long input, long output, long cachedInput, long cacheWrite, long reasoning) {
        long cached = Math.min(cachedInput, input);
        return new TokenUsage(input, output, cached, Math.min(cacheWrite, input - cached), Math.min(reasoning, output));
    }
}
