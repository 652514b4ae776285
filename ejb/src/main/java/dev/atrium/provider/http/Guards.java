package dev.atrium.provider.http;

/**
 * The values of the fault tolerance annotations on provider calls, which these pass in the order of retry, timeout. Each try then passes the
 * circuit and the bulkhead of its provider, see {@link ProviderCalls}. Times are in milliseconds. MicroProfile Config overrides each value,
 * by names such as {@code dev.atrium.provider.openai.OpenAiTextGeneration/open/Timeout/value}.
 */
public final class Guards {

    /** Three tries in all. {@link ProviderCalls} makes the pauses between them. */
    public static final int RETRIES = 2;

    /** No try begins later than this: who has waited for so long is better off with the fall-back. */
    public static final long RETRY_WINDOW = 45_000;

    /** The last resort: a call's own limits, see {@link TextLimits}, come earlier. */
    public static final long TIMEOUT = 150_000;

    /** A list of models has few pages and no thinking behind it. */
    public static final long LISTING_TIMEOUT = 30_000;

    /** As {@link #TIMEOUT}, for transcriptions of long recordings; their own limit is {@link ServiceLimits#transcription}. */
    public static final long LONG_TIMEOUT = 330_000;

    private Guards() {}
}
