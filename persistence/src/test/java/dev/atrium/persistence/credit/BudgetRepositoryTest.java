package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.credit.BudgetRepository.Alert;
import dev.atrium.persistence.credit.BudgetRepository.Budget;
import dev.atrium.persistence.credit.BudgetRepository.Holder;
import dev.atrium.persistence.generation.StoredGenerations;
import dev.atrium.persistence.token.AccessToken;
import dev.atrium.persistence.token.AccessTokenRepository;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.persistence.workspace.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A budget is held with the reservation and settled with it; a hard one is never overdrawn, whatever comes at once. */
class BudgetRepositoryTest {

    private static final Instant NOW = Fixture.NOW;
    private static final Instant NEXT_MONTH = Instant.parse("2026-12-01T00:00:00Z");

    private final Fixture workspace = Fixture.workspaceWith(credits(1000));

    @Test
    void without_a_budget_there_is_nothing_to_hold() {
        List<Budget> found = budgets(all -> all.findAll(workspace.workspaceId(), workspace.userId(), Optional.empty()));

        assertThat(found).isEmpty();
    }

    @Test
    void budgets_of_token_and_member_are_found_in_the_order_in_which_everybody_holds_them() {
        Budget member = memberBudget(credits(5), true);
        Budget token = tokenBudget(credits(7), false);

        List<Budget> found = budgets(
                all -> all.findAll(workspace.workspaceId(), workspace.userId(), Optional.of(token.subjectId())));

        assertThat(found).containsExactlyInAnyOrder(member, token);
        assertThat(found.get(0).subjectId().toString())
                .isLessThan(found.get(1).subjectId().toString());
    }

    @Test
    void a_hard_budget_refuses_what_it_does_not_cover_and_a_soft_one_counts_it() {
        Budget hard = tokenBudget(credits(5), true);
        Budget soft = tokenBudget(credits(5), false);

        assertThat(hold(hard, credits(6))).isFalse();
        assertThat(hold(hard, credits(5))).isTrue();
        assertThat(hold(hard, Credits.ofMicro(1))).isFalse();
        assertThat(hold(soft, credits(6))).isTrue();
        assertThat(hold(soft, credits(6))).isTrue();

        assertThat(use(hard, NOW).reserved()).isEqualTo(credits(5));
        assertThat(use(soft, NOW).reserved()).isEqualTo(credits(12));
    }

    @Test
    void the_settlement_of_a_reservation_settles_its_budgets_once() {
        Budget token = tokenBudget(credits(10), true);
        Budget member = memberBudget(credits(10), true);
        UUID reservation = reserve(credits(4), token, member);

        ledger(ledger -> ledger.capture(reservation, credits(3), null, workspace.userId(), "test", NOW));
        ledger(ledger -> ledger.capture(reservation, credits(3), null, workspace.userId(), "test", NOW));
        ledger(ledger -> ledger.release(reservation, NOW));

        assertThat(use(token, NOW)).isEqualTo(new BudgetRepository.Use(credits(3), Credits.ZERO));
        assertThat(use(member, NOW)).isEqualTo(new BudgetRepository.Use(credits(3), Credits.ZERO));
    }

    @Test
    void what_is_released_or_expires_is_given_back() {
        Budget token = tokenBudget(credits(10), true);
        UUID released = reserve(credits(4), token);
        UUID expired = reserve(credits(6), token);

        ledger(ledger -> ledger.release(released, NOW));
        ledger(ledger -> ledger.expire(expired, NOW));

        assertThat(use(token, NOW)).isEqualTo(BudgetRepository.Use.NONE);
    }

    @Test
    void a_month_begins_anew_in_utc_and_a_call_counts_for_the_month_in_which_it_began() {
        Budget token = tokenBudget(credits(10), true);
        Instant lastMoment = NEXT_MONTH.minusMillis(1);
        assertThat(hold(token, credits(10), lastMoment)).isTrue();
        UUID reservation = UuidV7.next();
        ledger(ledger -> ledger.reserve(
                reservation,
                workspace.workspaceId(),
                credits(10),
                List.of(token.subjectId()),
                lastMoment,
                NEXT_MONTH.plusSeconds(60)));

        assertThat(hold(token, credits(10), NEXT_MONTH)).isTrue();
        ledger(ledger ->
                ledger.capture(reservation, credits(9), null, workspace.userId(), "test", NEXT_MONTH.plusSeconds(1)));

        assertThat(use(token, lastMoment)).isEqualTo(new BudgetRepository.Use(credits(9), Credits.ZERO));
        assertThat(use(token, NEXT_MONTH)).isEqualTo(new BudgetRepository.Use(Credits.ZERO, credits(10)));
    }

    @Property(tries = 15)
    void a_hard_budget_is_never_overdrawn_by_calls_at_once(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 6) Integer> amounts) throws Exception {
        Fixture own = Fixture.workspaceWith(credits(1000));
        Budget token = tokenBudget(own, credits(10), true);
        ExecutorService calls = Executors.newFixedThreadPool(amounts.size());
        try {
            List<Future<Boolean>> held = new ArrayList<>();
            for (int amount : amounts) {
                held.add(calls.submit(() -> hold(token, credits(amount))));
            }
            int sum = 0;
            for (int i = 0; i < amounts.size(); i++) {
                sum += held.get(i).get() ? amounts.get(i) : 0;
            }
            assertThat(use(token, NOW).reserved()).isEqualTo(credits(sum));
            assertThat(sum).isLessThanOrEqualTo(10);
        } finally {
            calls.shutdownNow();
        }
    }

    @Test
    void reservations_and_settlements_at_once_never_wait_for_each_other_for_ever() throws Exception {
        Budget token = tokenBudget(credits(1000), true);
        Budget member = memberBudget(credits(1000), true);
        ExecutorService calls = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 48; i++) {
                done.add(calls.submit(() -> {
                    UUID reservation = reserve(credits(2), token, member);
                    return ledger(
                            ledger -> ledger.capture(reservation, credits(1), null, workspace.userId(), "test", NOW));
                }));
            }
            for (Future<?> call : done) {
                assertThat(call.get()).isEqualTo(true);
            }
        } finally {
            calls.shutdownNow();
        }
        assertThat(use(token, NOW)).isEqualTo(new BudgetRepository.Use(credits(48), Credits.ZERO));
        assertThat(use(member, NOW)).isEqualTo(new BudgetRepository.Use(credits(48), Credits.ZERO));
    }

    @Test
    void a_budget_that_is_set_within_a_month_begins_with_what_was_spent_before() throws Exception {
        UUID generation = StoredGenerations.run(workspace);
        UUID reservation =
                UUID.fromString(Sql.rows("SELECT reservation_id FROM generation WHERE id = '" + generation + "'")
                        .get(0));
        Credits cost = Credits.ofMicro(1);
        ledger(ledger -> ledger.capture(reservation, cost, generation, workspace.userId(), "test", NOW));
        Sql.run("UPDATE generation SET status = 'CANCELLED', completed_at = created_at, credits = 1 WHERE id = '"
                + generation + "'");
        Budget member = memberBudget(credits(10), true);

        Database.get().run(entityManager -> Database.repository(new BudgetRepository(), entityManager)
                .beginMember(member.subjectId(), workspace.workspaceId(), workspace.userId(), NOW));

        assertThat(use(member, NOW)).isEqualTo(new BudgetRepository.Use(cost, Credits.ZERO));
        assertThat(hold(member, credits(10))).isFalse();
        assertThat(hold(member, credits(10).minus(cost))).isTrue();
    }

    @Test
    void each_state_of_a_budget_is_told_once() {
        Budget token = tokenBudget(credits(10), false);
        spend(token, Credits.ofMicro(7_999_999));
        assertThat(alerts(token)).isEmpty();

        spend(token, Credits.ofMicro(1));
        assertThat(alerts(token)).extracting(Alert::percent).containsExactly(80);
        assertThat(alerts(token)).isEmpty();

        spend(token, credits(2));
        assertThat(alerts(token)).extracting(Alert::percent).containsExactly(100);
        assertThat(alerts(token)).isEmpty();
    }

    private void spend(Budget budget, Credits amount) {
        UUID reservation = reserve(amount, budget);
        ledger(ledger -> ledger.capture(reservation, amount, null, workspace.userId(), "test", NOW));
    }

    private static List<Alert> alerts(Budget budget) {
        String name = "token " + budget.subjectId();
        List<Alert> taken = budgets(all -> all.takeAlerts(NOW));
        return taken.stream().filter(alert -> alert.holderName().equals(name)).toList();
    }

    private UUID reserve(Credits amount, Budget... budgets) {
        UUID reservation = UuidV7.next();
        List<Budget> inOrder = Stream.of(budgets)
                .sorted(Comparator.comparing(budget -> budget.subjectId().toString()))
                .toList();
        Database.get().run(entityManager -> {
            BudgetRepository repository = Database.repository(new BudgetRepository(), entityManager);
            inOrder.forEach(
                    budget -> assertThat(repository.hold(budget, amount, NOW)).isTrue());
            assertThat(Database.repository(new LedgerRepository(), entityManager)
                            .reserve(
                                    reservation,
                                    workspace.workspaceId(),
                                    amount,
                                    inOrder.stream().map(Budget::subjectId).toList(),
                                    NOW,
                                    NOW.plusSeconds(600)))
                    .isTrue();
        });
        return reservation;
    }

    private Budget tokenBudget(Credits limit, boolean hard) {
        return tokenBudget(workspace, limit, hard);
    }

    private static Budget tokenBudget(Fixture owner, Credits limit, boolean hard) {
        UUID id = UuidV7.next();
        Database.get().run(entityManager -> Database.repository(new AccessTokenRepository(), entityManager)
                .add(new AccessToken(
                        id,
                        owner.userId(),
                        "token " + id,
                        id.toString().replace("-", "").repeat(2),
                        new AccessToken.Grant(
                                Optional.empty(),
                                Set.of("generate"),
                                Set.of(),
                                Optional.of(limit),
                                hard,
                                Optional.empty()),
                        NOW)));
        return new Budget(Holder.TOKEN, id, limit, hard);
    }

    private Budget memberBudget(Credits limit, boolean hard) {
        return Database.get().inTransaction(entityManager -> {
            Membership membership = entityManager.find(
                    Membership.class, new Membership.Key(workspace.workspaceId(), workspace.userId()));
            membership.budget(limit, hard);
            assertThat(entityManager.find(AppUser.class, workspace.userId())).isNotNull();
            return new Budget(Holder.MEMBER, membership.id(), limit, hard);
        });
    }

    private static boolean hold(Budget budget, Credits amount) {
        return hold(budget, amount, NOW);
    }

    private static boolean hold(Budget budget, Credits amount, Instant when) {
        return budgets(all -> all.hold(budget, amount, when));
    }

    private static BudgetRepository.Use use(Budget budget, Instant when) {
        return budgets(all -> all.use(budget.subjectId(), when));
    }

    private static <T> T budgets(Function<BudgetRepository, T> work) {
        return Database.get()
                .inTransaction(entityManager -> work.apply(Database.repository(new BudgetRepository(), entityManager)));
    }

    private static <T> T ledger(Function<LedgerRepository, T> work) {
        return Database.get()
                .inTransaction(entityManager -> work.apply(Database.repository(new LedgerRepository(), entityManager)));
    }

    private static Credits credits(long whole) {
        return Credits.ofMicro(whole * 1_000_000);
    }
}
