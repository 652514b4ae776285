package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody spends what they don't have, however many try at once, and the ledger is whole after everything. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class CreditIT {

    /** At half a credit a token: the credits of a new workspace pay for ten answers of this length. */
    private static final int TENTH = 100;

    private final Installation atrium;
    private final Client user;

    CreditIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @AfterEach
    void the_ledger_is_whole() throws Exception {
        assertThat(atrium.ledger().differences()).isEmpty();
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_fifty_requests_at_once_as_many_are_served_as_the_credits_cover(boolean streamed) throws Exception {
        Client poor = atrium.newUser();

        List<Integer> statuses = atOnce(50, () -> streamed ? streamedStatus(poor) : wholeStatus(poor));

        assertThat(statuses).containsOnly(200, 402);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
        Balance balance = poor.balance();
        assertThat(balance.balance()).isZero();
        assertThat(balance.reserved()).isZero();
        assertThat(poor.conversationCount()).as("a refused turn leaves nothing").isEqualTo(10);
    }

    private static int streamedStatus(Client poor) throws IOException, InterruptedException {
        try (EventStream answer = fullyUsed(poor).stream()) {
            if (answer.status() == 200) {
                answer.done();
            } else {
                answer.refusal().mustBeProblem(402, "INSUFFICIENT_CREDITS");
            }
            return answer.status();
        }
    }

    private static int wholeStatus(Client poor) throws IOException, InterruptedException {
        Answer answer = fullyUsed(poor).whole();
        if (answer.status() != 200) {
            answer.mustBeProblem(402, "INSUFFICIENT_CREDITS");
        }
        return answer.status();
    }

    /** A question whose answer costs as much as was reserved for it, so nothing comes free for one that was refused. */
    private static Question fullyUsed(Client poor) {
        return poor.chat(Installation.DEAR_MODEL, "[[usage in 0 out " + TENTH + "]] [[first 200ms]] Hello")
                .maxTokens(TENTH);
    }

    @Test
    void what_was_reserved_and_not_used_is_free_again() throws Exception {
        BigDecimal before = user.balance().balance();

        for (int i = 0; i < 12; i++) {
            user.chat(Installation.DEAR_MODEL, "[[usage in 0 out 10]] Hello")
                    .maxTokens(TENTH)
                    .whole()
                    .mustBe(200);
        }

        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(new BigDecimal(12 * 5)));
    }

    @Test
    void what_can_cost_is_held_while_the_answer_is_given() throws Exception {
        Client poor = atrium.newUser();
        try (EventStream answer =
                poor.chat(Installation.DEAR_MODEL, "[[hang after 2]] Hello").maxTokens(600).stream()) {
            String generation = answer.await("start").data().getString("generationId");

            Balance balance = poor.balance();
            assertThat(balance.balance()).isEqualByComparingTo("500");
            assertThat(balance.reserved()).isEqualByComparingTo("300");
            assertThat(balance.available()).isEqualByComparingTo("200");
            poor.chat(Installation.DEAR_MODEL, "Hello")
                    .maxTokens(401)
                    .whole()
                    .mustBeProblem(402, "INSUFFICIENT_CREDITS");
            poor.chat(Installation.DEAR_MODEL, "[[usage in 0 out 1]] Hello")
                    .maxTokens(400)
                    .whole()
                    .mustBe(200);

            poor.cancel(generation).mustBe(202);
            answer.done();
        }
    }

    @Test
    void a_refused_message_leaves_its_conversation_as_it_was() throws Exception {
        String conversation = user.chat(Installation.DEAR_MODEL, "[[usage in 0 out 10]] Hello")
                .maxTokens(10)
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");
        List<JsonObject> before = user.messages(conversation);

        user.chat(Installation.DEAR_MODEL, "And now for much more")
                .in(conversation)
                .maxTokens(1001)
                .whole()
                .mustBeProblem(402, "INSUFFICIENT_CREDITS");

        assertThat(user.messages(conversation)).isEqualTo(before);
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void a_report_above_the_reservation_is_charged_as_far_as_there_are_credits() throws Exception {
        Client poor = atrium.newUser();
        try (EventStream answer =
                poor.chat(Installation.DEAR_MODEL, "[[usage in 0 out 150]] Hello").maxTokens(TENTH).stream()) {
            assertThat(credits(answer.done())).isEqualByComparingTo("75");
        }
        assertThat(poor.balance().balance()).isEqualByComparingTo("425");

        try (EventStream answer =
                poor.chat(Installation.DEAR_MODEL, "[[usage in 0 out 100000]] Hello").maxTokens(TENTH).stream()) {
            assertThat(credits(answer.done())).isEqualByComparingTo("425");
        }
        assertThat(poor.balance().balance()).isZero();
    }

    /** The answer is stored after the charge, in the same transaction; a sequence counts on when that is rolled back. */
    @Test
    void a_settlement_that_fails_half_way_is_done_again_and_charges_once() throws Exception {
        Client payer = atrium.newUser();
        atrium.sql("""
                CREATE SEQUENCE settlement_tries;
                CREATE FUNCTION fail_twice() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('settlement_tries') <= 2 THEN RAISE EXCEPTION 'not now'; END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER fail_twice BEFORE UPDATE ON message FOR EACH ROW
                    WHEN (NEW.content = 'settled at last') EXECUTE FUNCTION fail_twice()""");
        try (EventStream answer = payer
                .chat(Installation.DEAR_MODEL, "[[usage in 0 out 10]] [[text settled at last]]")
                .maxTokens(TENTH)
                .stream()) {
            assertThat(credits(answer.done())).isEqualByComparingTo("5");
        } finally {
            atrium.sql(
                    "DROP TRIGGER fail_twice ON message; DROP FUNCTION fail_twice(); DROP SEQUENCE settlement_tries");
        }

        Balance balance = payer.balance();
        assertThat(balance.balance()).isEqualByComparingTo("495");
        assertThat(balance.reserved()).isZero();
    }

    @Test
    void messages_at_once_in_one_conversation_all_find_their_place() throws Exception {
        String conversation = user.chat(Installation.HOUSE_MODEL, "Hello")
                .whole()
                .mustBe(200)
                .json()
                .getString("conversationId");

        List<Integer> statuses = atOnce(8, () -> user.chat(Installation.HOUSE_MODEL, "Hello again")
                .in(conversation)
                .whole()
                .status());

        assertThat(statuses).containsOnly(200);
        List<JsonObject> messages = user.messages(conversation);
        assertThat(messages).hasSize(18);
        for (int i = 0; i < messages.size(); i += 2) {
            assertThat(messages.get(i).getString("role")).isEqualTo("user");
            assertThat(messages.get(i + 1).getString("parentId"))
                    .isEqualTo(messages.get(i).getString("id"));
        }
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(count, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static BigDecimal credits(JsonObject object) {
        return object.getJsonNumber("credits").bigDecimalValue();
    }
}
