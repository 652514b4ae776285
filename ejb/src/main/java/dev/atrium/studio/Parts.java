package dev.atrium.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The calls whose results together make one whole: all of them, or nothing. A few are under way at once; the first failure ends it, and so
 * does cancelling the whole: calls under way are taken back then, and what has come of the others is dropped.
 *
 * @param <T> what a call gives
 * @param <A> what is made of all
 */
final class Parts<T, A> {

    /** A whole must not take all the places that a provider's calls have. */
    private static final int AT_ONCE = 4;

    private final List<Supplier<CompletionStage<T>>> calls;
    private final Consumer<T> drop;
    private final Function<List<T>, A> finish;
    private final Executor executor;
    private final CompletableFuture<A> whole = new CompletableFuture<>();
    private final TreeMap<Integer, T> arrived = new TreeMap<>();
    private final List<CompletableFuture<T>> asked = new ArrayList<>();
    private int next;
    private boolean over;

    /**
     * @param drop frees what is not needed any more; called once for each result, after {@code finish} or in place of it
     * @param finish makes the whole of the results, in the order of the calls
     * @param executor where it is made, since the results come in threads of the transport
     */
    Parts(List<Supplier<CompletionStage<T>>> calls, Consumer<T> drop, Function<List<T>, A> finish, Executor executor) {
        this.calls = List.copyOf(calls);
        this.drop = drop;
        this.finish = finish;
        this.executor = executor;
    }

    CompletableFuture<A> ask() {
        whole.whenComplete((made, failure) -> giveUp());
        for (int i = 0; i < AT_ONCE; i++) {
            askNext();
        }
        return whole;
    }

    private void askNext() {
        int number;
        synchronized (this) {
            if (over || next == calls.size()) {
                return;
            }
            number = next++;
        }
        CompletableFuture<T> call;
        try {
            call = calls.get(number).get().toCompletableFuture();
        } catch (RuntimeException e) {
            whole.completeExceptionally(e);
            return;
        }
        boolean late;
        synchronized (this) {
            late = over;
            asked.add(call);
        }
        if (late) {
            call.cancel(true);
        }
        call.whenComplete((part, failure) -> {
            if (failure == null) {
                arrive(number, part);
            } else {
                whole.completeExceptionally(failure);
            }
        });
    }

    private void arrive(int number, T part) {
        boolean late;
        boolean complete;
        synchronized (this) {
            late = over;
            if (!late) {
                arrived.put(number, Objects.requireNonNull(part));
                over = arrived.size() == calls.size();
            }
            complete = !late && over;
        }
        if (late) {
            drop.accept(part);
        } else if (complete) {
            finishElsewhere();
        } else {
            askNext();
        }
    }

    private void finishElsewhere() {
        List<T> all = List.copyOf(arrived.values());
        try {
            executor.execute(() -> finish(all));
        } catch (RuntimeException e) {
            all.forEach(drop);
            whole.completeExceptionally(e);
        }
    }

    private void finish(List<T> all) {
        try {
            if (!whole.isDone()) {
                whole.complete(finish.apply(all));
            }
        } catch (RuntimeException e) {
            whole.completeExceptionally(e);
        } finally {
            all.forEach(drop);
        }
    }

    /** After the end, of whatever kind: without effect when all parts have arrived. */
    private void giveUp() {
        List<CompletableFuture<T>> pending;
        List<T> unneeded;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            pending = List.copyOf(asked);
            unneeded = List.copyOf(arrived.values());
        }
        pending.forEach(call -> call.cancel(true));
        unneeded.forEach(drop);
    }
}
