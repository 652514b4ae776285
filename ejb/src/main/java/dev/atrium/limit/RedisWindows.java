package dev.atrium.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Windows that all nodes share. Each check is one script, which Redis runs as a whole by its own clock, so that it is exact whichever
 * nodes ask at the same time. All keys have one hash tag, for a cluster runs a script where all of its keys are.
 */
final class RedisWindows implements Windows, AutoCloseable {

    private static final String PREFIX = "{atrium}:limit:";

    /** A Redis that does not answer must not hold up a request for longer. */
    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private final RedisClient client;
    private final Script take = Script.read("take.lua");
    private final Script giveBack = Script.read("give-back.lua");
    private StatefulRedisConnection<String, String> connection;

    /** @throws IllegalArgumentException when the address is none of Redis */
    RedisWindows(String uri) {
        client = RedisClient.create(RedisURI.create(uri));
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .build());
    }

    @Override
    public Count take(String ticket, List<Window> windows) {
        List<String> arguments = new ArrayList<>(List.of(ticket));
        for (Window window : windows) {
            arguments.add(kind(window));
            arguments.add(Integer.toString(window.limit()));
            arguments.add(Long.toString(window.length().toNanos() / 1_000));
            arguments.add(window.observed() ? "1" : "0");
        }
        List<Object> answer = run(take, ScriptOutputType.MULTI, windows, arguments);
        List<Fill> fills = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 2) {
            fills.add(new Fill(number(answer.get(i)), Math.max(0, number(answer.get(i + 1)))));
        }
        return new Count(number(answer.get(0)) == 1, number(answer.get(1)), fills);
    }

    @Override
    public void giveBack(String ticket, List<Window> windows) {
        List<String> arguments = Stream.concat(
                        Stream.of(ticket), windows.stream().map(RedisWindows::kind))
                .toList();
        run(giveBack, ScriptOutputType.INTEGER, windows, arguments);
    }

    @Override
    public void clear(Window window) {
        commands().del(key(window));
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }

    private <T> T run(Script script, ScriptOutputType type, List<Window> windows, List<String> arguments) {
        String[] keys = windows.stream().map(RedisWindows::key).toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        RedisCommands<String, String> redis = commands();
        try {
            return redis.evalsha(script.digest(redis), type, keys, values);
        } catch (RedisNoScriptException e) {
            // It was restarted since. EVAL keeps the script.
            return redis.eval(script.text, type, keys, values);
        }
    }

    /** The connection, which Lettuce opens again whenever it breaks; the first time it is up to us. */
    private synchronized RedisCommands<String, String> commands() {
        if (connection == null) {
            connection = client.connect();
        }
        return connection.sync();
    }

    private static String key(Window window) {
        return PREFIX + window.key();
    }

    private static String kind(Window window) {
        return window.kind() == Window.Kind.PERIOD ? "counter" : "log";
    }

    private static long number(Object value) {
        return Long.parseLong(value.toString());
    }

    /** A script among our resources. */
    private record Script(String text) {

        static Script read(String name) {
            try (InputStream resource = RedisWindows.class.getResourceAsStream(name)) {
                return new Script(new String(resource.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String digest(RedisCommands<String, String> redis) {
            return redis.digest(text);
        }
    }
}
