package dev.atrium.rest.openai;

import dev.atrium.generation.GenerationEvents;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers requests with streams of chunks. A stream begins with the first word, and not before: until then a failure is answered by its status,
 * which clients understand better than an error within a stream. No thread waits for that word.
 */
@ApplicationScoped
public class ChunkStreams {

    /** Models that think say nothing for longer, and proxies give up on a connection without a byte. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int IDLE_THREAD_SECONDS = 30;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Configuration configuration;

    private ThreadPoolExecutor executor;

    @PostConstruct
    void open() {
        int most = configuration.required(
                "atrium.openai.max-streams", "must be a number above zero", ChunkStreams::aboveZero);
        executor = new ThreadPoolExecutor(
                0, most, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    private static int aboveZero(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }

    @PreDestroy
    void close() {
        executor.shutdownNow();
    }

    /**
     * The answer to come. A client that goes away stops what it has asked for.
     *
     * @return fails with a {@link Refusal} when all choices fail before the first word
     */
    CompletionStage<Response> answer(Choices choices, Chunks chunks) {
        ChoiceFeed feed = new ChoiceFeed(choices.events());
        return begun(feed)
                .thenApplyAsync(ready -> response(choices, feed, chunks), executor)
                .exceptionallyCompose(failure -> {
                    if (failure.getCause() instanceof RejectedExecutionException
                            || failure instanceof RejectedExecutionException) {
                        choices.cancel();
                        return CompletableFuture.failedFuture(Refusal.later(
                                ErrorCode.PROVIDER_UNAVAILABLE,
                                Duration.ofSeconds(1),
                                "Too many answers are being streamed at the moment. Try again shortly."));
                    }
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private CompletableFuture<Void> begun(ChoiceFeed feed) {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        List<GenerationEvents.Subscription> subscriptions = feed.subscribe(() -> {
            if (feed.hasAnswer()) {
                begun.complete(null);
            }
        });
        ScheduledFuture<?> patience =
                scheduler.schedule(() -> begun.complete(null), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        begun.whenComplete((ready, failure) -> {
            patience.cancel(false);
            subscriptions.forEach(GenerationEvents.Subscription::close);
        });
        if (feed.hasAnswer()) {
            begun.complete(null);
        }
        return begun;
    }

    private static Response response(Choices choices, ChoiceFeed feed, Chunks chunks) {
        feed.failureAtFirst().ifPresent(failed -> {
            throw failed.refusal();
        });
        ChunkStream stream = new ChunkStream(feed, chunks, HEARTBEAT, choices::cancel);
        return Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE.withCharset("utf-8"))
                .build();
    }
}
