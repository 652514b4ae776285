package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/**
 * The real ledger against a model of it, under any sequence of movements, crashes and retries. A sequence that fails is printed with the
 * seed that makes it again.
 */
class LedgerPropertiesTest {

    private static final Database DATABASE = Database.get();
    private static final Instant START = Fixture.NOW;

    enum Kind {
        RESERVE,
        CAPTURE,
        RELEASE,
        EXPIRE_RESERVATION,
        EXCESS,
        GRANT,
        BONUS,
        CORRECT_UP,
        CORRECT_DOWN,
        SWEEP
    }

    enum Fate {
        DONE,
        /** Done and told, but the answer is lost, so it is asked for again. */
        RETRIED,
        /** The transaction is rolled back before its end. */
        ABORTED,
        /** The connection breaks before the end of the transaction. */
        CUT_OFF
    }

    /**
     * A movement.
     *
     * @param target which of the reservations known so far
     * @param hours how much later it happens than the one before
     */
    record Step(Kind kind, Fate fate, int workspace, int target, long amount, int hours) {}

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED)
    void the_ledger_does_what_its_model_does(@ForAll("steps") @Size(min = 5, max = 30) List<Step> steps) {
        List<UUID> workspaces = workspaces();
        LedgerModel model = new LedgerModel();
        List<UUID> reservations = new ArrayList<>();
        Instant now = START;
        for (Step step : steps) {
            now = now.plus(Duration.ofHours(step.hours()));
            UUID workspace = workspaces.get(step.workspace());
            UUID reservation = reservation(step, reservations);
            if (step.fate() == Fate.ABORTED || step.fate() == Fate.CUT_OFF) {
                crash(step, workspace, reservation, now);
            } else {
                assertThat(move(step, workspace, reservation, now))
                        .as("%s", step)
                        .isEqualTo(predict(model, step, workspace, reservation, now));
            }
            if (step.fate() == Fate.RETRIED && isResolution(step)) {
                assertThat(move(step, workspace, reservation, now))
                        .as("again %s", step)
                        .isEqualTo(0L);
            }
            assertThat(states(workspaces))
                    .as("%s", step)
                    .containsExactlyElementsOf(
                            workspaces.stream().map(model::state).toList());
        }
        assertWhole();
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void movements_at_once_neither_make_nor_lose_a_credit(
            @ForAll("steps") @Size(value = 20) List<Step> first,
            @ForAll("steps") @Size(value = 20) List<Step> second,
            @ForAll("steps") @Size(value = 20) List<Step> third,
            @ForAll("steps") @Size(value = 20) List<Step> fourth)
            throws Exception {
        List<UUID> workspaces = workspaces();
        // The latest reservations that somebody has opened: all threads resolve them, at the same time if it so
        // happens.
        AtomicReferenceArray<UUID> reservations = new AtomicReferenceArray<>(8);
        for (int i = 0; i < reservations.length(); i++) {
            reservations.set(i, UuidV7.next());
        }
        Queue<UUID> resolved = new ConcurrentLinkedQueue<>();
        Queue<Long> moved = new ConcurrentLinkedQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> scripts = List.of(first, second, third, fourth).stream()
                    .<Callable<Void>>map(steps -> () -> {
                        run(steps, workspaces, reservations, resolved, moved);
                        return null;
                    })
                    .toList();
            for (Future<Void> script : threads.invokeAll(scripts)) {
                script.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(resolved).as("a reservation is resolved once").doesNotHaveDuplicates();
        long balances = workspaces.stream()
                .mapToLong(workspace -> balance(workspace).balance().micro())
                .sum();
        assertThat(balances).isEqualTo(moved.stream().mapToLong(Long::longValue).sum() - expired(workspaces));
        assertWhole();
    }

    private static void run(
            List<Step> steps,
            List<UUID> workspaces,
            AtomicReferenceArray<UUID> reservations,
            Queue<UUID> resolved,
            Queue<Long> moved) {
        Instant now = START;
        for (Step step : steps) {
            now = now.plus(Duration.ofHours(step.hours()));
            UUID workspace = workspaces.get(step.workspace());
            int place = step.target() % reservations.length();
            UUID reservation = step.kind() == Kind.RESERVE ? UuidV7.next() : reservations.get(place);
            if (step.fate() == Fate.ABORTED || step.fate() == Fate.CUT_OFF) {
                crash(step, workspace, reservation, now);
                continue;
            }
            long result;
            try {
                result = move(step, workspace, reservation, now);
            } catch (PersistenceException e) {
                // It captured more than the reservation turned out to hold: refused.
                assertThat(e).hasStackTraceContaining("constraint");
                continue;
            }
            if (step.kind() == Kind.RESERVE && result > 0) {
                reservations.set(place, reservation);
            }
            if (isResolution(step) && result > 0) {
                resolved.add(reservation);
            }
            moved.add(delta(step, result));
            assertThat(Sql.rows(
                            "SELECT balance >= reserved AND reserved >= 0 AND balance = (SELECT coalesce(sum(remaining), 0)"
                                    + " FROM credit_source WHERE account_id = a.id) FROM credit_account a WHERE workspace_id = '"
                                    + workspace + "'"))
                    .as("%s", step)
                    .containsExactly("t");
        }
    }

    /** By how much a movement changes the balance, apart from what expires. */
    private static long delta(Step step, long result) {
        return switch (step.kind()) {
            case GRANT, BONUS, CORRECT_UP -> step.amount();
            case CORRECT_DOWN -> result == 1 ? -step.amount() : 0;
            case CAPTURE -> result == 0 ? 0 : 1 - result;
            case EXCESS -> -result;
            case RESERVE, RELEASE, EXPIRE_RESERVATION, SWEEP -> 0;
        };
    }

    private static boolean isResolution(Step step) {
        return switch (step.kind()) {
            case CAPTURE, RELEASE, EXPIRE_RESERVATION -> true;
            default -> false;
        };
    }

    /** No more than a reservation can hold, half of the time less. */
    private static long captured(Step step) {
        return step.amount() / 2;
    }

    private static UUID reservation(Step step, List<UUID> known) {
        if (step.kind() == Kind.RESERVE) {
            known.add(UuidV7.next());
            return known.get(known.size() - 1);
        }
        return known.isEmpty() ? UuidV7.next() : known.get(step.target() % known.size());
    }

    /** What comes of a movement: 0 for nothing, else 1, with what was charged for a capture, or the amount that was found. */
    private static long predict(LedgerModel model, Step step, UUID workspace, UUID reservation, Instant now) {
        switch (step.kind()) {
            case RESERVE:
                return model.reserve(reservation, workspace, step.amount()) ? 1 : 0;
            case CAPTURE:
                long charged = Math.min(captured(step), model.held(reservation));
                return model.resolve(reservation, charged, now) ? 1 + charged : 0;
            case RELEASE:
            case EXPIRE_RESERVATION:
                return model.resolve(reservation, 0, now) ? 1 : 0;
            case EXCESS:
                return model.captureExcess(workspace, step.amount());
            case GRANT:
                model.give(workspace, step.amount(), Optional.empty());
                return 1;
            case BONUS:
                model.give(workspace, step.amount(), Optional.of(expiry(step, now)));
                return 1;
            case CORRECT_UP:
                return model.correct(workspace, step.amount()) ? 1 : 0;
            case CORRECT_DOWN:
                return model.correct(workspace, -step.amount()) ? 1 : 0;
            case SWEEP:
                return model.expire(workspace, now);
        }
        throw new IllegalArgumentException(step.toString());
    }

    private static long move(Step step, UUID workspace, UUID reservation, Instant now) {
        return DATABASE.inTransaction(entityManager -> move(entityManager, step, workspace, reservation, now));
    }

    private static long move(EntityManager entityManager, Step step, UUID workspace, UUID reservation, Instant now) {
        LedgerRepository ledger = Database.repository(new LedgerRepository(), entityManager);
        Credits amount = Credits.ofMicro(step.amount());
        return switch (step.kind()) {
            case RESERVE -> one(ledger.reserve(reservation, workspace, amount, now, now.plusSeconds(600)));
            case CAPTURE -> {
                Credits charged = capturable(entityManager, reservation, step);
                yield ledger.capture(reservation, charged, null, null, "capture", now) ? 1 + charged.micro() : 0;
            }
            case RELEASE -> one(ledger.release(reservation, now));
            case EXPIRE_RESERVATION -> one(ledger.expire(reservation, now));
            case EXCESS ->
                ledger.captureExcess(workspace, amount, null, null, "excess", now)
                        .micro();
            case GRANT -> {
                ledger.grant(workspace, amount, TransferKind.GRANT, Optional.empty(), null, "grant", now);
                yield 1;
            }
            case BONUS -> {
                ledger.grant(workspace, amount, TransferKind.BONUS, Optional.of(expiry(step, now)), null, "bonus", now);
                yield 1;
            }
            case CORRECT_UP ->
                one(ledger.correct(workspace, amount, null, "up", now).isPresent());
            case CORRECT_DOWN ->
                one(ledger.correct(workspace, Credits.ZERO.minus(amount), null, "down", now)
                        .isPresent());
            case SWEEP ->
                ledger.expireSources(account(entityManager, workspace), now).micro();
        };
    }

    /** The pipeline captures at most what it reserved. */
    private static Credits capturable(EntityManager entityManager, UUID reservation, Step step) {
        long held = ((Number) entityManager
                        .createNativeQuery("SELECT coalesce(max(amount), 0) FROM credit_reservation WHERE id = ?")
                        .setParameter(1, reservation)
                        .getSingleResult())
                .longValue();
        return Credits.ofMicro(Math.min(captured(step), held));
    }

    private static void crash(Step step, UUID workspace, UUID reservation, Instant now) {
        try {
            DATABASE.run(entityManager -> {
                move(entityManager, step, workspace, reservation, now);
                if (step.fate() == Fate.CUT_OFF) {
                    entityManager
                            .createNativeQuery("SELECT pg_terminate_backend(pg_backend_pid())")
                            .getSingleResult();
                }
                entityManager.getTransaction().setRollbackOnly();
            });
        } catch (RuntimeException lost) {
            // Whether it was cut off or refused, none of it may be left; the state is compared next.
            assertThat(lost).isNotNull();
        }
    }

    private static long one(boolean done) {
        return done ? 1 : 0;
    }

    private static Instant expiry(Step step, Instant now) {
        return now.plus(Duration.ofHours(1 + step.target()));
    }

    private static List<UUID> workspaces() {
        return List.of(
                Fixture.workspaceWith(Credits.ZERO).workspaceId(),
                Fixture.workspaceWith(Credits.ZERO).workspaceId());
    }

    /** What each workspace has, what of it is reserved, and what is left of its sources in the order of consumption. */
    private static List<String> states(List<UUID> workspaces) {
        return Sql.rows(
                "SELECT balance, reserved, (SELECT string_agg(remaining::text, ',' ORDER BY expires_at, transfer_id)"
                        + " FROM credit_source s WHERE s.account_id = a.id) FROM credit_account a WHERE workspace_id IN ('"
                        + workspaces.get(0) + "', '" + workspaces.get(1) + "') ORDER BY workspace_id = '"
                        + workspaces.get(1)
                        + "'");
    }

    private static Balance balance(UUID workspace) {
        return DATABASE.inTransaction(entityManager -> Database.repository(new LedgerRepository(), entityManager)
                .balance(workspace)
                .orElseThrow());
    }

    private static UUID account(EntityManager entityManager, UUID workspace) {
        return (UUID) entityManager
                .createNativeQuery("SELECT id FROM credit_account WHERE workspace_id = ?")
                .setParameter(1, workspace)
                .getSingleResult();
    }

    private static long expired(List<UUID> workspaces) {
        return workspaces.stream()
                .mapToLong(workspace -> Long.parseLong(Sql.rows(
                                "SELECT coalesce(sum(amount), 0) FROM credit_transfer t JOIN credit_account a ON a.id = debit_account_id"
                                        + " WHERE t.kind = 'EXPIRY' AND a.workspace_id = '" + workspace + "'")
                        .get(0)))
                .sum();
    }

    private static void assertWhole() {
        DATABASE.run(entityManager -> assertThat(Database.repository(new LedgerRepository(), entityManager)
                        .findDifferences(Instant.EPOCH))
                .isEmpty());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Fate> fate = Arbitraries.frequency(
                Tuple.of(12, Fate.DONE),
                Tuple.of(3, Fate.RETRIED),
                Tuple.of(3, Fate.ABORTED),
                Tuple.of(1, Fate.CUT_OFF));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        fate,
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.longs().between(2, 10),
                        Arbitraries.integers().between(0, 6))
                .as(Step::new)
                .list();
    }
}
