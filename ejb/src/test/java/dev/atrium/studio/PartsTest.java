package dev.atrium.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();
    private final List<Runnable> elsewhere = new ArrayList<>();

    @Test
    void the_whole_is_made_of_all_parts_in_the_order_of_the_calls() {
        CompletableFuture<String> whole = ask(3);

        asked.get(2).complete("c");
        asked.get(0).complete("a");
        asked.get(1).complete("b");
        assertThat(whole).isNotDone();
        elsewhere.forEach(Runnable::run);

        assertThat(whole).isCompletedWithValue("abc");
        assertThat(dropped).containsExactly("a", "b", "c");
    }

    @Test
    void a_few_are_under_way_at_once_and_each_that_is_done_makes_room_for_the_next() {
        ask(6);
        assertThat(asked).hasSize(4);

        asked.get(3).complete("d");

        assertThat(asked).hasSize(5);
    }

    @Test
    void the_first_failure_ends_it_takes_the_others_back_and_drops_what_has_come() {
        CompletableFuture<String> whole = ask(6);
        asked.get(0).complete("a");

        asked.get(1).completeExceptionally(new IllegalStateException("no"));

        assertThatThrownBy(whole::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(dropped).containsExactly("a");
        assertThat(asked).hasSize(5);
        assertThat(asked.subList(2, 5)).allMatch(CompletableFuture::isCancelled);
        assertThat(elsewhere).isEmpty();
    }

    @Test
    void cancelling_the_whole_takes_the_calls_back_and_drops_what_comes_too_late() {
        CompletableFuture<String> whole = ask(2);
        asked.get(0).complete("a");

        whole.cancel(true);

        assertThat(asked.get(1)).isCancelled();
        assertThat(dropped).containsExactly("a");
    }

    @Test
    void what_was_cancelled_before_it_was_finished_is_not_finished() {
        CompletableFuture<String> whole = ask(1);
        asked.get(0).complete("a");

        whole.cancel(true);
        elsewhere.forEach(Runnable::run);

        assertThat(dropped).containsExactly("a");
        assertThat(whole).isCancelled();
    }

    @Test
    void what_cannot_be_finished_fails_and_is_dropped() {
        CompletableFuture<String> whole = new Parts<>(
                        calls(1),
                        dropped::add,
                        parts -> {
                            throw new IllegalStateException("full");
                        },
                        Runnable::run)
                .ask()
                .thenApply(Object::toString);

        asked.get(0).complete("a");

        assertThatThrownBy(whole::join).hasRootCauseMessage("full");
        assertThat(dropped).containsExactly("a");
    }

    @Test
    void a_call_that_cannot_be_made_is_a_failure() {
        Supplier<CompletionStage<String>> impossible = () -> {
            throw new IllegalArgumentException("impossible");
        };

        CompletableFuture<String> whole =
                new Parts<String, String>(List.of(impossible), dropped::add, parts -> "", Runnable::run).ask();

        assertThatThrownBy(whole::join).hasRootCauseMessage("impossible");
    }

    private CompletableFuture<String> ask(int count) {
        return new Parts<>(calls(count), dropped::add, parts -> String.join("", parts), elsewhere::add).ask();
    }

    private List<Supplier<CompletionStage<String>>> calls(int count) {
        return IntStream.range(0, count)
                .<Supplier<CompletionStage<String>>>mapToObj(number -> () -> {
                    CompletableFuture<String> call = new CompletableFuture<>();
                    asked.add(call);
                    return call;
                })
                .toList();
    }
}
