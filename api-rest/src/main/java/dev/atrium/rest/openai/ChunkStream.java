package dev.atrium.rest.openai;

import dev.atrium.generation.GenerationEvents;
import dev.atrium.rest.json.JsonFormat;
import dev.atrium.rest.openai.ChoiceFeed.Said;
import dev.atrium.rest.problem.OpenAiError;
import dev.atrium.rest.problem.Problem;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A stream of chunks: events of nothing but data, the last of which is {@code [DONE]}. A failure amid them is an error in place of a chunk, and the
 * end. It keeps its thread while it waits.
 */
final class ChunkStream implements StreamingOutput {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ChoiceFeed feed;
    private final Chunks chunks;
    private final Duration silence;
    private final Runnable gone;
    private final Semaphore news = new Semaphore(0);

    /**
     * @param silence after which a comment shows the client, and every proxy on the way, that the stream is alive, and us whether the client is
     * @param gone is called when the client went away before the end
     */
    ChunkStream(ChoiceFeed feed, Chunks chunks, Duration silence, Runnable gone) {
        this.feed = feed;
        this.chunks = chunks;
        this.silence = silence;
        this.gone = gone;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        List<GenerationEvents.Subscription> subscriptions = feed.subscribe(news::release);
        try {
            tell(out);
        } catch (IOException | RuntimeException e) {
            gone.run();
            throw e;
        } finally {
            subscriptions.forEach(GenerationEvents.Subscription::close);
        }
    }

    private void tell(OutputStream out) throws IOException {
        while (!feed.isOver()) {
            List<Said> said = feed.next();
            for (Said each : said) {
                send(chunks.of(each).orElse(null), out);
            }
            out.flush();
            if (said.isEmpty() && !hasNews()) {
                out.write(HEARTBEAT);
                out.flush();
            }
        }
        if (feed.failure().isPresent()) {
            send(OpenAiError.of(Problem.of(feed.failure().get().refusal())), out);
        } else {
            send(feed.usage().flatMap(chunks::usage).orElse(null), out);
            out.write(LAST);
        }
        out.flush();
    }

    private void send(Object chunk, OutputStream out) throws IOException {
        if (chunk != null) {
            out.write(DATA);
            out.write(JsonFormat.jsonb().toJson(chunk).getBytes(StandardCharsets.UTF_8));
            out.write(END);
        }
    }

    /** Waits for something to be said; false when nothing was for long. */
    private boolean hasNews() throws IOException {
        try {
            boolean woken = news.tryAcquire(silence.toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
            return woken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The server stops");
        }
    }
}
