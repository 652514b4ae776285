package dev.atrium.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

class RedisWindowsTest extends WindowsTest {

    private static int port;
    private static RedisServer server;
    private static RedisWindows here;
    private static RedisWindows there;

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = server();
        server.start();
        here = new RedisWindows("redis://127.0.0.1:" + port);
        there = new RedisWindows("redis://127.0.0.1:" + port);
    }

    @AfterAll
    static void stop() throws IOException {
        here.close();
        there.close();
        server.stop();
    }

    private static RedisServer server() throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
    }

    @Override
    Windows windows() {
        return here;
    }

    @Test
    void no_span_ever_holds_more_than_the_limit_however_many_ask_on_two_nodes_at_once() throws Exception {
        int limit = 20;
        Duration length = Duration.ofMillis(300);
        List<Window> one = List.of(Window.sliding("test", "race", limit, length));
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Callable<List<Long>>> tasks = new ArrayList<>();
            for (int client = 0; client < 20; client++) {
                RedisWindows node = client % 2 == 0 ? here : there;
                String name = "client" + client;
                tasks.add(() -> admitted(node, name, one));
            }
            List<Long> admitted = new ArrayList<>();
            for (Future<List<Long>> future : clients.invokeAll(tasks)) {
                admitted.addAll(future.get());
            }
            assertThat(admitted).hasSizeGreaterThanOrEqualTo(limit);
            assertNoSpanHoldsMore(admitted, limit, length);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Asks until the window has been filled some times, as fast as it goes. */
    private static List<Long> admitted(RedisWindows node, String name, List<Window> windows) {
        List<Long> admitted = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Windows.Count count = node.take(name + '-' + i, windows);
            if (count.admitted()) {
                admitted.add(count.time());
            }
        }
        return admitted;
    }

    @Test
    void while_redis_is_away_each_node_counts_for_itself_or_refuses_and_both_heal() throws Exception {
        int own;
        try (ServerSocket free = new ServerSocket(0)) {
            own = free.getLocalPort();
        }
        SteppingClock clock = new SteppingClock();
        RedisWindows away = new RedisWindows("redis://127.0.0.1:" + own);
        RateLimiter counting = new RateLimiter(clock, Optional.of(away), RateLimiter.WithoutRedis.MEMORY);
        RateLimiter refusing = new RateLimiter(clock, Optional.of(away), RateLimiter.WithoutRedis.REFUSE);
        List<Window> one = List.of(Window.sliding("test", "away", 1, HOUR));

        counting.admit(one);
        assertThatThrownBy(() -> counting.admit(one))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED));
        assertThatThrownBy(() -> refusing.admit(one))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE));

        RedisServer late = RedisServer.newRedisServer()
                .port(own)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        late.start();
        try {
            clock.step(Duration.ofSeconds(2));
            counting.admit(one);
            assertThatThrownBy(() -> refusing.admit(one))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED));
        } finally {
            away.close();
            late.stop();
        }
    }
}
