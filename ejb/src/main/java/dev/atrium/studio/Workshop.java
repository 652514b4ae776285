package dev.atrium.studio;

import dev.atrium.generation.Answer;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has results of providers stored before they are answered and paid. */
@ApplicationScoped
public class Workshop {

    @Resource
    private ManagedExecutorService executor;

    /** Stores results. */
    @FunctionalInterface
    public interface Storing<T> {

        /** @throws Refusal when the workspace has no room, or what came is not what was asked for */
        Answer store(List<T> results) throws IOException;
    }

    /**
     * Asks for the parts of a result, all of them or nothing, and has them stored, which no thread of the transport waits for.
     *
     * @param drop frees a result, after it was stored or instead
     * @return fails as the first call does that fails, or with a {@link Refusal} when the result cannot be stored; cancelling it takes the
     *     calls back
     */
    public <T> CompletionStage<Answer> make(
            List<Supplier<CompletionStage<T>>> calls, Consumer<T> drop, Storing<T> storing) {
        return make(calls, drop, storing, executor);
    }

    static <T> CompletionStage<Answer> make(
            List<Supplier<CompletionStage<T>>> calls, Consumer<T> drop, Storing<T> storing, Executor executor) {
        return new Parts<>(calls, drop, stored(storing), executor).ask();
    }

    private static <T> Function<List<T>, Answer> stored(Storing<T> storing) {
        return results -> {
            try {
                return storing.store(results);
            } catch (IOException | UncheckedIOException e) {
                throw new Refusal(
                        ErrorCode.INTERNAL_ERROR, "What was made could not be stored. Nothing was charged.", e);
            }
        };
    }
}
