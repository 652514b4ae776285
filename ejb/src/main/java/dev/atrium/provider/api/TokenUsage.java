package dev.atrium.provider.api;

/**
 * Tokens of one call as the provider reports them, brought to one reading for all vendors.
 *
 * @param input all input tokens, those read from and written to a cache included
 * @param output all output tokens, reasoning included
 * @param cachedInput the part of {@code input} that was read from a cache
 * @param cacheWrite the part of {@code input} that was written to a cache
 * @param reasoning the part of {@code output} that was reasoning
 */
public record TokenUsage(long input, long output, long cachedInput, long cacheWrite, long reasoning) implements Usage {

    public TokenUsage {
        if (input < 0 || output < 0 || cachedInput < 0 || cacheWrite < 0 || reasoning < 0) {
            throw new IllegalArgumentException("Token counts are not negative");
        }
        if (cachedInput + cacheWrite > input) {
            throw new IllegalArgumentException("Cached tokens are a part of the input tokens");
        }
        if (reasoning > output) {
            throw new IllegalArgumentException("Reasoning tokens are a part of the output tokens");
        }
    }

    public static TokenUsage of(long input, long output) {
        return new TokenUsage(input, output, 0, 0, 0);
    }

    public long total() {
        return input + output;
    }
}
