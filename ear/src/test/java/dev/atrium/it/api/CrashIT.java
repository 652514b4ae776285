package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.DemoProviders;
import dev.atrium.it.Distribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed loses nothing that it had acknowledged, and holds nobody's credits. */
class CrashIT {

    private static final int STREAMS = 20;

    /** {@code -Datrium.it.kills=20} for a thorough run, which takes some minutes. */
    private static final int KILLS = Integer.getInteger("atrium.it.kills", 5);

    private static final long SEED = Long.getLong("atrium.it.seed", 20_261_122L);
    private static final int MOST_EVENTS = 400;

    @TempDir
    Path directory;

    /** One of the answers that were under way. */
    private record Turn(String question, JsonObject start) {}

    @Test
    @Timeout(240)
    void answers_under_way_fail_and_everything_else_is_there_after_a_crash() throws Exception {
        try (DemoProviders providers = DemoProviders.start(0, Duration.ZERO)) {
            Distribution.Settings settings = Installation.servedBy(providers).dataDirectory(directory);
            try (Distribution killed = settings.start()) {
                Client user = Client.signUp(killed.uri());
                JsonObject paid = user.chat(Installation.HOUSE_MODEL, "[[text It is four.]]")
                        .whole()
                        .mustBe(200)
                        .json();
                Balance before = user.balance();
                providers.script().whenPromptContains("Question", STREAMS, Behaviour.of("[[hang after 3]]"));
                List<Turn> turns = beginAnswers(user);
                assertThat(user.balance().reserved()).isPositive();

                killed.kill();

                try (Distribution next = settings.start()) {
                    Client again = user.signIn(next.uri());
                    assertThat(again.balance()).isEqualTo(before);
                    for (Turn turn : turns) {
                        assertFailed(again, turn);
                    }
                    assertThat(again.messages(paid.getString("conversationId")).get(1))
                            .isEqualTo(paid.getJsonObject("message"));
                    assertToldAgain(again, paid);
                    assertThat(again.conversationCount()).isEqualTo(STREAMS + 1);
                    again.chat(Installation.HOUSE_MODEL, "And on we go")
                            .in(turns.get(0).start().getString("conversationId"))
                            .whole()
                            .mustBe(200);
                }
            }
        }
    }

    @Test
    @Timeout(1200)
    void whenever_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_charged_twice(TestReporter reporter)
            throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        Random random = new Random(SEED);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                DemoProviders providers = DemoProviders.start(0, Duration.ZERO)) {
            Distribution.Settings settings = Installation.servedBy(providers)
                    .dataDirectory(directory)
                    .property("atrium.db.url", postgres.getJdbcUrl("postgres", "postgres"));
            Ledger ledger = new Ledger(postgres.getPostgresDatabase());
            List<Load.Request> before = List.of();
            Client user = null;
            for (int kill = 0; kill <= KILLS; kill++) {
                try (Distribution atrium = settings.start()) {
                    user = user == null ? Client.signUp(atrium.uri()) : user.signIn(atrium.uri());
                    assertWhole(ledger);
                    for (Load.Request request : before) {
                        assertKept(user, request);
                    }
                    assertWhole(ledger);
                    if (kill < KILLS) {
                        before = new Load(user, 1 + random.nextInt(MOST_EVENTS)).until(atrium::kill);
                    }
                }
            }
        }
    }

    private static void assertWhole(Ledger ledger) throws Exception {
        assertThat(ledger.differences()).isEmpty();
        assertThat(ledger.mischarged()).isEmpty();
        assertThat(ledger.pending())
                .as("reservations of what a killed process was doing")
                .isEmpty();
    }

    /** What its client was told is so; and who sends it again gets one answer, be it to the first request or to this one. */
    private static void assertKept(Client user, Load.Request request) throws Exception {
        if (request.start().isPresent()) {
            List<JsonObject> messages = user.messages(request.start().get().getString("conversationId"));
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0).getString("content")).isEqualTo(request.message());
            assertThat(messages.get(1).getString("status")).isIn("complete", "failed");
        }
        if (request.done().isPresent()) {
            JsonObject answer = user.messages(request.start().orElseThrow().getString("conversationId"))
                    .get(1);
            assertThat(answer.getString("status")).isEqualTo("complete");
            assertThat(answer.getString("content")).isEqualTo(request.text());
            assertThat(answer.getJsonNumber("credits"))
                    .isEqualTo(request.done().get().getJsonNumber("credits"));
        }
        Load.Repeated again = request.again(user);
        if (request.start().isPresent()) {
            assertThat(again.replayed()).isTrue();
            assertThat(again.generationId()).isEqualTo(request.start().get().getString("generationId"));
        }
        request.done().ifPresent(done -> assertThat(again.credits()).contains(done.getJsonNumber("credits")));
    }

    private static List<Turn> beginAnswers(Client user) throws Exception {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String question = "Question " + i;
            EventStream answer = user.chat(Installation.HOUSE_MODEL, question).stream();
            JsonObject start = answer.await("start").data();
            answer.awaitChunks(3);
            turns.add(new Turn(question, start));
        }
        return turns;
    }

    /** The events went with the process; the answer is told from what is stored, and to nobody who has seen a part of them. */
    private static void assertToldAgain(Client user, JsonObject paid) throws Exception {
        String generation = paid.getString("generationId");
        try (EventStream events = user.events(generation, 0)) {
            assertThat(events.done().getJsonNumber("credits")).isEqualTo(paid.getJsonNumber("credits"));
            assertThat(events.text()).isEqualTo("It is four.");
        }
        try (EventStream events = user.events(generation, 2)) {
            assertThat(events.status()).isEqualTo(410);
        }
    }

    private static void assertFailed(Client user, Turn turn) throws Exception {
        JsonObject generation = user.generation(turn.start().getString("generationId"));
        assertThat(generation.getString("status")).isEqualTo("failed");
        assertThat(generation.getJsonNumber("credits").bigDecimalValue()).isZero();
        List<JsonObject> messages = user.messages(turn.start().getString("conversationId"));
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).getString("content")).isEqualTo(turn.question());
        assertThat(messages.get(1).getString("status")).isEqualTo("failed");
        try (EventStream events = user.events(turn.start().getString("generationId"), 0)) {
            assertThat(events.status()).as("its events went with the process").isEqualTo(410);
        }
    }
}
