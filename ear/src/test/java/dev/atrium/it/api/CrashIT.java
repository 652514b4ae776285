package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.DemoProviders;
import dev.atrium.it.Distribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed, or whose database is away, loses nothing that it had acknowledged, charges nothing twice, and holds nobody's
 * credits. The tests share one data directory and one database; each may leave another process behind than it has found.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CrashIT {

    private static final int STREAMS = 20;

    /** {@code -Datrium.it.kills=20} for a thorough run, which takes some minutes. */
    private static final int KILLS = Integer.getInteger("atrium.it.kills", 3);

    private static final long SEED = Long.getLong("atrium.it.seed", 20_261_122L);
    private static final int MOST_EVENTS = 400;
    private static final Duration ABSENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path database;
    private int port;
    private DemoProviders providers;
    private EmbeddedPostgres postgres;
    private Distribution.Settings settings;
    private Distribution atrium;

    /** One of the answers that were under way. */
    private record Turn(String question, JsonObject start) {}

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        database = directory.resolve("postgres");
        port = freePort();
        providers = DemoProviders.start(0, Duration.ZERO);
        postgres = postgres();
        settings = Installation.servedBy(providers)
                .dataDirectory(directory.resolve("atrium"))
                .property("atrium.db.url", postgres.getJdbcUrl("postgres", "postgres"));
        atrium = settings.start();
    }

    @AfterAll
    void stop() throws IOException {
        try (DemoProviders closedLast = providers;
                EmbeddedPostgres closedNext = postgres) {
            atrium.close();
        }
    }

    @Test
    @Timeout(240)
    void answers_under_way_fail_with_what_had_arrived_and_everything_else_is_there_after_a_crash() throws Exception {
        Client user = Client.signUp(atrium.uri());
        JsonObject paid = user.chat(Installation.HOUSE_MODEL, "[[text It is four.]]")
                .whole()
                .mustBe(200)
                .json();
        Balance before = user.balance();
        providers
                .script()
                .whenPromptContains("Question", STREAMS, Behaviour.of("[[hang after 3]] [[text one two three four]]"));
        List<Turn> turns = beginAnswers(user);
        assertThat(user.balance().reserved()).isPositive();
        await(() -> count("generation_draft") >= STREAMS);

        killAndStart();

        Client again = user.signIn(atrium.uri());
        assertThat(again.balance()).isEqualTo(before);
        for (Turn turn : turns) {
            assertFailed(again, turn);
        }
        assertThat(again.messages(paid.getString("conversationId")).get(1)).isEqualTo(paid.getJsonObject("message"));
        assertToldAgain(again, paid);
        assertThat(again.conversationCount()).isEqualTo(STREAMS + 1);
        again.chat(Installation.HOUSE_MODEL, "And on we go")
                .in(turns.get(0).start().getString("conversationId"))
                .whole()
                .mustBe(200);
    }

    @Test
    @Timeout(1200)
    void whenever_it_is_killed_nothing_acknowledged_is_lost_and_nothing_is_charged_twice(TestReporter reporter)
            throws Exception {
        reporter.publishEntry("seed", Long.toString(SEED));
        Random random = new Random(SEED);
        Ledger ledger = new Ledger(postgres.getPostgresDatabase());
        Client user = Client.signUp(atrium.uri());
        for (int kill = 0; kill < KILLS; kill++) {
            List<Load.Request> before = new Load(user, 1 + random.nextInt(MOST_EVENTS)).until(atrium::kill);
            killAndStart();
            user = user.signIn(atrium.uri());
            assertWhole(ledger);
            for (Load.Request request : before) {
                assertKept(user, request);
            }
            assertWhole(ledger);
        }
    }

    @Test
    @Timeout(240)
    void answers_that_end_while_the_database_is_away_are_settled_once_it_is_back() throws Exception {
        Client user = Client.signUp(atrium.uri());
        Balance before = user.balance();
        List<EventStream> answers = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            EventStream answer = user
                    .chat(
                            Installation.HOUSE_MODEL,
                            "[[delay 1s]] [[usage in 1000 out 500]] [[text one two three four]] " + i)
                    .stream();
            answer.await("start");
            answers.add(answer);
        }

        postgres.close();
        Instant back = Instant.now().plus(ABSENCE);
        do {
            assertRefusedForNow(user.get("workspaces/current"));
            assertRefusedForNow(user.chat(Installation.HOUSE_MODEL, "Hello").whole());
            assertThat(user.send(HttpRequest.newBuilder(user.root().resolve("health/ready")))
                            .status())
                    .isEqualTo(503);
        } while (Instant.now().isBefore(back));
        postgres = postgres();

        BigDecimal cost = user.price(Installation.HOUSE_MODEL).of(1000, 500);
        for (EventStream answer : answers) {
            assertThat(answer.done().getJsonNumber("credits").bigDecimalValue()).isEqualByComparingTo(cost);
        }
        Balance after = user.balance();
        assertThat(after.reserved()).isZero();
        assertThat(before.balance().subtract(after.balance()))
                .isEqualByComparingTo(cost.multiply(BigDecimal.valueOf(STREAMS)));
        assertWhole(new Ledger(postgres.getPostgresDatabase()));
    }

    private void killAndStart() {
        atrium.kill();
        atrium = settings.start();
    }

    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(database)
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited for long enough").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static void assertRefusedForNow(Answer answer) {
        answer.mustBeProblem(503, "PROVIDER_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotBlank();
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
        assertThat(messages.get(1).getString("content")).isEqualTo("one two three");
        try (EventStream events = user.events(turn.start().getString("generationId"), 0)) {
            assertThat(events.status()).as("its events went with the process").isEqualTo(410);
        }
    }
}
