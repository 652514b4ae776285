package dev.atrium.provider.http;

/**
 * The values of the fault tolerance annotations on provider calls, which these pass in the order of retry, circuit breaker,
 * timeout, bulkhead. Times are in milliseconds. MicroProfile Config overrides each value, by names such as
 * {@code dev.atrium.provider.openai.OpenAiTextGeneration/open/Bulkhead/value}.
 */
public final class Guards {

    /** Three tries in all. {@link ProviderCalls} makes the pauses between them. */
    public static final int RETRIES = 2;

    /** No try begins later than this: who has waited for so long is better off with the fall-back. */
    public static final long RETRY_WINDOW = 45_000;

    /** The circuit opens when so many tries in a row have failed. */
    public static final int FAILURES_IN_A_ROW = 5;

    public static final double EACH = 1;

    /** So long the circuit stays open; then one try decides. */
    public static final long OPEN = 30_000;

    /** The last resort: a call's own limits, see {@link TextLimits}, come earlier. */
    public static final long TIMEOUT = 150_000;

    /** A list of models has few pages and no thinking behind it. */
    public static final long LISTING_TIMEOUT = 30_000;

    /** Calls that may wait for their first token at the same time, and those that may queue behind them. */
    public static final int CALLS = 200;

    public static final int QUEUE = 100;

    /** As {@link #TIMEOUT}, for transcriptions of long recordings; their own limit is {@link ServiceLimits#transcription}. */
    public static final long LONG_TIMEOUT = 330_000;

    /** Calls of one service beside text that may be under way at the same time; each occupies a thread until it is answered. */
    public static final int MEDIA_CALLS = 50;

    private Guards() {}
}
