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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has been answered outlives the process and an absence of the database, and is charged once or not at all. */
class OutageIT {

    private static final int STREAMS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    @Timeout(240)
    void what_had_arrived_when_the_process_died_is_kept_and_costs_nothing() throws Exception {
        try (DemoProviders providers = DemoProviders.start(0, Duration.ZERO);
                EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Distribution.Settings settings = servedBy(providers, postgres);
            try (Distribution killed = settings.start()) {
                Client user = Client.signUp(killed.uri());
                Balance before = user.balance();
                providers
                        .script()
                        .whenPromptContains("Tell me", 1, Behaviour.of("[[hang after 3]] [[text one two three four]]"));
                EventStream answer = user.chat(Installation.HOUSE_MODEL, "Tell me").stream();
                JsonObject start = answer.await("start").data();
                answer.awaitChunks(3);
                await(() -> count(postgres, "generation_draft") > 0);

                killed.kill();

                try (Distribution next = settings.start()) {
                    Client again = user.signIn(next.uri());
                    JsonObject message =
                            again.messages(start.getString("conversationId")).get(1);
                    assertThat(message.getString("status")).isEqualTo("failed");
                    assertThat(message.getString("content")).isEqualTo("one two three");
                    assertThat(again.balance()).isEqualTo(before);
                }
            }
        }
    }

    @Test
    @Timeout(240)
    void answers_that_end_while_the_database_is_away_are_settled_once_it_is_back() throws Exception {
        int port = freePort();
        try (DemoProviders providers = DemoProviders.start(0, Duration.ZERO)) {
            EmbeddedPostgres postgres = postgres(port);
            try (Distribution atrium = servedBy(providers, postgres).start()) {
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
                assertRefusedForNow(user.get("workspaces/current"));
                assertRefusedForNow(user.chat(Installation.HOUSE_MODEL, "Hello").whole());
                assertThat(user.send(HttpRequest.newBuilder(user.root().resolve("health/ready")))
                                .status())
                        .isEqualTo(503);
                postgres = postgres(port);

                for (EventStream answer : answers) {
                    assertThat(answer.done().getJsonNumber("credits").bigDecimalValue())
                            .isEqualByComparingTo(
                                    user.price(Installation.HOUSE_MODEL).of(1000, 500));
                }
                Balance after = user.balance();
                assertThat(after.reserved()).isZero();
                assertThat(before.balance().subtract(after.balance()))
                        .isEqualByComparingTo(user.price(Installation.HOUSE_MODEL)
                                .of(1000, 500)
                                .multiply(BigDecimal.valueOf(STREAMS)));
                assertThat(count(postgres, "credit_reservation WHERE state = 'CAPTURED'"))
                        .isEqualTo(STREAMS);
            } finally {
                postgres.close();
            }
        }
    }

    private static void assertRefusedForNow(Answer answer) {
        answer.mustBeProblem(503, "PROVIDER_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    private Distribution.Settings servedBy(DemoProviders providers, EmbeddedPostgres postgres) {
        return Installation.servedBy(providers)
                .dataDirectory(directory.resolve("atrium"))
                .property("atrium.db.url", postgres.getJdbcUrl("postgres", "postgres"));
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static long count(EmbeddedPostgres postgres, String what) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + what)) {
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
}
