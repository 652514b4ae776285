package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Stats;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generation ends when its user wants, and not because a client is gone. */
@ExtendWith(Installation.Shared.class)
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
class CancelIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Installation atrium;
    private final Client user;

    CancelIT(Installation atrium) throws Exception {
        this.atrium = atrium;
        this.user = atrium.newUser();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4-turbo", "claude-sonnet-4-5", "gemini-2.5-flash", "mistral-large-2512", "house-small"})
    void what_was_said_until_the_stop_is_kept_and_charged_and_the_provider_stops(String model) throws Exception {
        BigDecimal before = user.balance().balance();
        try (EventStream answer = user.chat(model, "[[delay 50ms]] [[length 1000]]").stream()) {
            JsonObject start = answer.await("start").data();
            answer.awaitChunks(5);
            long closedBefore = atrium.providers().stats().closedByClient();

            user.cancel(start.getString("generationId")).mustBe(202);

            Stats stats = atrium.providers().awaitStats(now -> now.closedByClient() > closedBefore, SECOND);
            assertThat(stats.closedByClient()).isEqualTo(closedBefore + 1);
            JsonObject done = answer.done();
            assertThat(done.getString("finishReason")).isEqualTo("cancelled");
            String kept = answer.text();
            assertThat(done.getJsonObject("tokens").getInt("output")).isBetween(1, kept.length());
            assertThat(done.getJsonNumber("credits").bigDecimalValue())
                    .isEqualByComparingTo(user.price(model)
                            .of(
                                    done.getJsonObject("tokens").getInt("input"),
                                    done.getJsonObject("tokens").getInt("output")));
            JsonObject message =
                    user.messages(start.getString("conversationId")).get(1);
            assertThat(message.getString("status")).isEqualTo("cancelled");
            assertThat(message.getString("content")).isEqualTo(kept);
            assertThat(user.generation(start.getString("generationId")).getString("status"))
                    .isEqualTo("cancelled");
            Balance balance = user.balance();
            assertThat(balance.reserved()).isZero();
            assertThat(balance.balance().add(done.getJsonNumber("credits").bigDecimalValue()))
                    .isEqualByComparingTo(before);
        }
    }

    @Test
    void what_the_provider_had_reported_of_the_input_is_what_is_paid_for_it() throws Exception {
        try (EventStream answer = user
                .chat(Installation.ANTHROPIC_MODEL, "[[usage in 777 out 900]] [[delay 50ms]] [[length 1000]]")
                .stream()) {
            JsonObject start = answer.await("start").data();
            answer.awaitChunks(3);

            user.cancel(start.getString("generationId")).mustBe(202);

            JsonObject tokens = answer.done().getJsonObject("tokens");
            assertThat(tokens.getInt("input")).isEqualTo(777);
            assertThat(tokens.getInt("output")).isBetween(1, answer.text().length());
        }
    }

    @Test
    void nobody_else_stops_it_or_listens() throws Exception {
        Client other = atrium.newUser();
        try (EventStream answer = user.chat(Installation.OPENAI_MODEL, "[[hang after 2]] Hello").stream()) {
            String generation = answer.await("start").data().getString("generationId");

            other.cancel(generation).mustBeProblem(404, "NOT_FOUND");
            try (EventStream foreign = other.events(generation, 0)) {
                foreign.refusal().mustBeProblem(404, "NOT_FOUND");
            }

            assertThat(user.generation(generation).getString("status")).isEqualTo("running");
            user.cancel(generation).mustBe(202);
            answer.done();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99", "first", "1.5"})
    void a_number_that_no_event_has_is_a_mistake_in_the_header(String number) throws Exception {
        try (EventStream answer = user.chat(Installation.OPENAI_MODEL, "[[text It is four.]]").stream()) {
            String generation = answer.await("start").data().getString("generationId");
            answer.done();

            JsonObject problem = user.send(user.request("ai/generations/" + generation + "/events")
                            .header("Accept", "text/event-stream")
                            .header("Last-Event-ID", number))
                    .mustBeProblem(400, "INVALID_REQUEST");

            assertThat(problem.getString("detail")).contains("Last-Event-ID");
        }
    }

    @Test
    void a_stop_that_meets_the_end_leaves_one_of_both() throws Exception {
        for (int round = 0; round < 10; round++) {
            try (EventStream answer = user.chat(Installation.HOUSE_MODEL, "[[delay 1ms]] [[length 5]]").stream()) {
                String generation = answer.await("start").data().getString("generationId");
                answer.awaitChunks(round % 5);

                user.cancel(generation).mustBe(202);

                JsonObject done = answer.done();
                JsonObject stored = user.generation(generation);
                assertThat(done.getString("finishReason")).isIn("stop", "cancelled");
                assertThat(stored.getString("finishReason")).isEqualTo(done.getString("finishReason"));
                assertThat(stored.getJsonNumber("credits")).isEqualTo(done.getJsonNumber("credits"));
            }
        }
        assertThat(user.balance().reserved()).isZero();
        assertThat(atrium.ledger().mischarged()).isEmpty();
    }

    @Test
    void a_stop_before_the_first_word_costs_nothing() throws Exception {
        try (EventStream answer = user.chat(Installation.OPENAI_MODEL, "[[first 2s]] Hello").stream()) {
            JsonObject start = answer.await("start").data();

            user.cancel(start.getString("generationId")).mustBe(202);

            JsonObject done = answer.done();
            assertThat(done.getString("finishReason")).isEqualTo("cancelled");
            assertThat(done.getJsonNumber("credits").bigDecimalValue()).isZero();
            assertThat(user.balance().reserved()).isZero();
        }
    }

    @Test
    void a_stop_before_the_first_word_stops_the_provider_too() throws Exception {
        try (EventStream answer = user.chat(Installation.OPENAI_MODEL, "[[first 20s]] Hello").stream()) {
            JsonObject start = answer.await("start").data();
            assertThat(atrium.providers()
                            .awaitStats(now -> now.open() == 1, SECOND)
                            .open())
                    .isEqualTo(1);

            user.cancel(start.getString("generationId")).mustBe(202);

            assertThat(atrium.providers()
                            .awaitStats(now -> now.open() == 0, SECOND)
                            .open())
                    .isZero();
        }
    }

    @Test
    void an_answer_whose_conversation_is_deleted_meanwhile_ends_and_is_paid() throws Exception {
        BigDecimal before = user.balance().balance();
        try (EventStream answer = user
                .chat(
                        Installation.OPENAI_MODEL,
                        "[[usage in 30 out 8]] [[delay 50ms]] [[text one two three four five six]]")
                .stream()) {
            JsonObject start = answer.await("start").data();

            user.send(user.request("conversations/" + start.getString("conversationId"))
                            .DELETE())
                    .mustBe(204);

            BigDecimal cost = user.price(Installation.OPENAI_MODEL).of(30, 8);
            assertThat(answer.done().getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost);
            assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(cost));
            assertThat(user.balance().reserved()).isZero();
        }
    }

    @Test
    void a_stop_is_the_same_twice_and_after_the_end_changes_nothing() throws Exception {
        try (EventStream answer = user.chat(Installation.OPENAI_MODEL, "[[text It is four.]]").stream()) {
            JsonObject start = answer.await("start").data();
            JsonObject done = answer.done();

            user.cancel(start.getString("generationId")).mustBe(202);
            user.cancel(start.getString("generationId")).mustBe(202);

            assertThat(done.getString("finishReason")).isEqualTo("stop");
            JsonObject generation = user.generation(start.getString("generationId"));
            assertThat(generation.getString("status")).isEqualTo("completed");
            assertThat(generation.getJsonNumber("credits")).isEqualTo(done.getJsonNumber("credits"));
        }
    }

    @Test
    void a_client_that_hangs_up_stops_nothing() throws Exception {
        JsonObject start;
        try (EventStream answer = user
                .chat(Installation.OPENAI_MODEL, "[[delay 30ms]] [[text one two three four five six seven eight]]")
                .stream()) {
            start = answer.await("start").data();
            answer.awaitChunks(2);
        }

        try (EventStream again = user.events(start.getString("generationId"), 0)) {
            assertThat(again.done().getString("finishReason")).isEqualTo("stop");
        }
        JsonObject message = user.messages(start.getString("conversationId")).get(1);
        assertThat(message.getString("status")).isEqualTo("complete");
        assertThat(message.getString("content")).isEqualTo("one two three four five six seven eight");
        assertThat(message.getJsonNumber("credits").bigDecimalValue()).isPositive();
        assertThat(user.balance().reserved()).isZero();
    }

    @Test
    void a_client_that_comes_back_reads_on_without_a_gap_or_a_repeat() throws Exception {
        String generation;
        List<Event> first;
        String text;
        try (EventStream answer = user.chat(Installation.ANTHROPIC_MODEL, "[[delay 20ms]] [[length 60]]").stream()) {
            generation = answer.await("start").data().getString("generationId");
            answer.awaitChunks(7);
            first = answer.seen();
            text = answer.text();
        }

        try (EventStream rest =
                user.events(generation, first.get(first.size() - 1).id())) {
            JsonObject done = rest.done();

            List<Event> events = rest.seen();
            assertThat(events)
                    .extracting(Event::id)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(9, 8 + events.size()).boxed().toList());
            String message = user.generation(generation).getString("conversationId");
            assertThat(user.messages(message).get(1).getString("content")).isEqualTo(text + rest.text());
            assertThat(done.getString("finishReason")).isEqualTo("stop");
        }
    }

    @Test
    void an_ended_generation_is_told_again_and_many_can_listen() throws Exception {
        try (EventStream answer = user.chat(Installation.GOOGLE_MODEL, "[[delay 20ms]] [[length 40]]").stream()) {
            String generation = answer.await("start").data().getString("generationId");
            try (EventStream live = user.events(generation, 0)) {
                answer.done();
                live.done();
                assertThat(live.seen()).extracting(Event::data).isEqualTo(data(answer));
            }
            try (EventStream replay = user.events(generation, 0)) {
                replay.done();
                assertThat(replay.seen()).extracting(Event::data).isEqualTo(data(answer));
            }
            long last = answer.seen().size();
            try (EventStream nothing = user.events(generation, last)) {
                assertThat(nothing.refusal().body()).isEmpty();
            }
        }
    }

    private static List<JsonObject> data(EventStream stream) {
        return stream.seen().stream().map(Event::data).toList();
    }
}
