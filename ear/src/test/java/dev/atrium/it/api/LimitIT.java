package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.DemoProviders;
import dev.atrium.it.Distribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

/** Two nodes with one database and one Redis, and limits that a test can reach. */
@Timeout(120)
class LimitIT {

    private static final int PER_MINUTE = 10;
    private static final int AT_ONCE = 3;

    private static EmbeddedPostgres postgres;
    private static RedisServer redis;
    private static DemoProviders providers;
    private static Distribution here;
    private static Distribution there;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        redis = RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        providers = DemoProviders.start(0, Duration.ZERO);
        here = node(port);
        there = node(port);
    }

    private static Distribution node(int redisPort) {
        return Installation.servedBy(providers)
                .property("atrium.db.url", postgres.getJdbcUrl("postgres", "postgres"))
                .property("atrium.redis.uri", "redis://127.0.0.1:" + redisPort)
                .property("atrium.secret.key", "bm8gc2VjcmV0LCBvbmx5IGEga2V5IGZvciB0ZXN0cyE=")
                .property("atrium.limit.user-text-per-minute", Integer.toString(PER_MINUTE))
                .property("atrium.limit.workspace-per-hour", "1000")
                .property("atrium.limit.workspace-concurrent", Integer.toString(AT_ONCE))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        for (AutoCloseable part : new AutoCloseable[] {there, here, providers, postgres}) {
            if (part != null) {
                close(part);
            }
        }
        redis.stop();
    }

    private static void close(AutoCloseable part) throws IOException {
        try {
            part.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void many_clients_on_two_nodes_get_as_much_as_the_limit_in_all_and_pay_for_that() throws Exception {
        Client user = Client.signUp(here.uri());
        Client elsewhere = user.signIn(there.uri());
        BigDecimal before = user.balance().balance();

        List<Answer> answers = atOnce(20, i -> (i % 2 == 0 ? user : elsewhere)
                .complete(Installation.OPENAI_MODEL, "Say hello " + i)
                .whole());

        List<Answer> served =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        List<Answer> later = later(user, elsewhere, answers, served.size());
        assertThat(served.size() + later.size()).isEqualTo(PER_MINUTE);
        BigDecimal paid = Stream.concat(served.stream(), later.stream())
                .map(answer -> answer.json().getJsonNumber("credits").bigDecimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(user.balance().balance()).isEqualByComparingTo(before.subtract(paid));
    }

    /** What is refused for its many neighbours only is served when they are done, until the minute's share is used up. */
    private static List<Answer> later(Client user, Client elsewhere, List<Answer> answers, int served)
            throws Exception {
        answers.stream().filter(answer -> answer.status() != 200).forEach(answer -> assertThat(
                        answer.mustBe(429).json().getString("limit"))
                .isIn("user-text-per-minute", "workspace-concurrent"));
        List<Answer> later = new ArrayList<>();
        for (int i = 0; i < PER_MINUTE - served; i++) {
            later.add((i % 2 == 0 ? user : elsewhere)
                    .complete(Installation.OPENAI_MODEL, "Say hello")
                    .whole()
                    .mustBe(200));
        }
        Answer refused = elsewhere
                .complete(Installation.OPENAI_MODEL, "One more")
                .whole()
                .mustBe(429);
        JsonObject problem = refused.json();
        assertThat(problem.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(problem.getString("limit")).isEqualTo("user-text-per-minute");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        assertThat(refused.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(PER_MINUTE));
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        return later;
    }

    @Test
    void what_is_refused_for_another_reason_is_not_counted() throws Exception {
        Client user = Client.signUp(here.uri());
        for (int i = 0; i <= PER_MINUTE; i++) {
            user.complete("no-such-model", "Hello").whole().mustBe(400);
        }

        Answer served =
                user.complete(Installation.OPENAI_MODEL, "Hello").whole().mustBe(200);

        assertThat(served.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(AT_ONCE));
        assertThat(served.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(AT_ONCE - 1));
    }

    @Test
    void a_place_is_free_again_when_what_had_it_has_ended() throws Exception {
        Client user = Client.signUp(here.uri());
        List<EventStream> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            running.add(user.complete(Installation.OPENAI_MODEL, "[[delay 100ms]][[length 20]] Slowly, please").stream()
                    .awaitChunks(1));
        }
        Answer refused =
                user.complete(Installation.OPENAI_MODEL, "Hello").whole().mustBe(429);
        assertThat(refused.json().getString("limit")).isEqualTo("workspace-concurrent");

        for (EventStream stream : running) {
            stream.done();
        }

        user.complete(Installation.OPENAI_MODEL, "Hello").whole().mustBe(200);
    }

    @Test
    void what_costs_nothing_tells_how_much_is_left() throws Exception {
        Client user = Client.signUp(there.uri());

        Answer list = user.get("conversations").mustBe(200);

        assertThat(list.header("X-RateLimit-Limit")).isEqualTo("1000");
        assertThat(list.header("X-RateLimit-Remaining")).isEqualTo("1000");
        assertThat(list.header("X-RateLimit-Window")).isEqualTo("3600");
        assertThat(list.header("X-RateLimit-Reset")).isEqualTo("0");
    }

    private static List<Answer> atOnce(int count, Asking asking) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Answer>> tasks = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(i -> () -> asking.ask(i))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One of many questions. */
    private interface Asking {
        Answer ask(int number) throws Exception;
    }
}
