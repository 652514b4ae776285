package dev.atrium.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.StoredGenerations;
import dev.atrium.persistence.idempotency.IdempotencyRepository.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IdempotencyRepositoryTest {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Instant NOW = Fixture.NOW;

    private final Fixture owner = Fixture.workspaceWith(Credits.ofMicro(10));
    private final UUID generation = StoredGenerations.run(owner);
    private final Use first = new Use("ab".repeat(32), generation);
    private final Use second = new Use("cd".repeat(32), generation);

    @Test
    void a_key_stands_for_the_first_who_took_it() {
        assertThat(claim("key", first, NOW)).isTrue();

        assertThat(claim("key", second, NOW.plusSeconds(1))).isFalse();
        assertThat(claim("other", second, NOW)).isTrue();
        assertThat(find(owner, "key", NOW)).contains(first);
    }

    @Test
    void it_is_forgotten_after_its_time_and_can_be_taken_again() {
        claim("key", first, NOW);

        assertThat(find(owner, "key", NOW.plus(KEPT).minusMillis(1))).contains(first);
        assertThat(find(owner, "key", NOW.plus(KEPT))).isEmpty();
        assertThat(claim("key", second, NOW.plus(KEPT))).isTrue();
        assertThat(find(owner, "key", NOW.plus(KEPT))).contains(second);
    }

    @Test
    void expired_ones_are_deleted_and_no_others() {
        claim("old", first, NOW);
        claim("new", second, NOW.plusSeconds(1));

        in(keys -> keys.deleteExpired(NOW.plus(KEPT)));

        assertThat(find(owner, "old", NOW)).isEmpty();
        assertThat(find(owner, "new", NOW)).contains(second);
    }

    @Test
    void a_key_belongs_to_its_user_and_workspace() {
        Fixture other = Fixture.workspaceWith(Credits.ZERO);
        claim("key", first, NOW);

        assertThat(find(other, "key", NOW)).isEmpty();
        assertThat(find(new Fixture(owner.userId(), other.workspaceId()), "key", NOW))
                .isEmpty();
        assertThat(find(new Fixture(other.userId(), owner.workspaceId()), "key", NOW))
                .isEmpty();
    }

    @Test
    void who_comes_second_waits_for_the_first_to_end() throws Exception {
        CountDownLatch claimed = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> in(keys -> {
            boolean mine = claim(keys, "key", first, NOW);
            claimed.countDown();
            await(mayEnd);
            return mine;
        }));
        await(claimed);
        CompletableFuture<Boolean> two = CompletableFuture.supplyAsync(() -> claim("key", second, NOW));

        assertThat(two).isNotDone();
        mayEnd.countDown();

        assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(two.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void a_request_that_was_rolled_back_leaves_no_key() {
        try {
            in(keys -> {
                claim(keys, "key", first, NOW);
                throw new IllegalStateException("no credits");
            });
        } catch (IllegalStateException refused) {
            assertThat(refused).hasMessage("no credits");
        }

        assertThat(claim("key", second, NOW)).isTrue();
    }

    @Test
    void results_are_kept_for_generations_with_a_key_and_go_with_it() {
        byte[] document = {1, 2, 3};
        UUID withoutKey = StoredGenerations.run(owner);
        claim("key", first, NOW);

        keepResult(generation, document);
        keepResult(withoutKey, document);

        assertThat(result(generation))
                .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(document));
        assertThat(result(withoutKey)).isEmpty();
        in(keys -> keys.deleteExpired(NOW.plus(KEPT).minusMillis(1)));
        assertThat(result(generation)).isPresent();
        in(keys -> keys.deleteExpired(NOW.plus(KEPT)));
        assertThat(result(generation)).isEmpty();
    }

    @Test
    void a_result_can_be_removed_before() {
        claim("key", first, NOW);
        keepResult(generation, new byte[] {1});

        in(keys -> {
            keys.removeResult(generation);
            return null;
        });

        assertThat(result(generation)).isEmpty();
    }

    private static void keepResult(UUID generation, byte[] document) {
        in(keys -> {
            keys.keepResult(generation, document);
            return null;
        });
    }

    private static Optional<byte[]> result(UUID generation) {
        return in(keys -> keys.findResult(generation));
    }

    private boolean claim(String key, Use use, Instant now) {
        return in(keys -> claim(keys, key, use, now));
    }

    private boolean claim(IdempotencyRepository keys, String key, Use use, Instant now) {
        return keys.claim(owner.workspaceId(), owner.userId(), key, use, now, now.plus(KEPT));
    }

    private static Optional<Use> find(Fixture who, String key, Instant now) {
        return in(keys -> keys.find(who.workspaceId(), who.userId(), key, now));
    }

    private static <T> T in(Function<IdempotencyRepository, T> work) {
        return Database.get()
                .inTransaction(
                        entityManager -> work.apply(Database.repository(new IdempotencyRepository(), entityManager)));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("It did not happen");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
