package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Users who chat without a pause until the server is gone, and remember what they were told. */
final class Load {

    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int USERS = 4;
    private static final long PATIENCE_SECONDS = 60;

    private final Client client;
    private final CountDownLatch enough;
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();
    private volatile boolean ending;

    /** @param events after how many events the server is to be killed */
    Load(Client client, int events) {
        this.client = client;
        this.enough = new CountDownLatch(events);
    }

    /** A request and what came of it as far as its client knows. */
    static final class Request {

        private final String key = UUID.randomUUID().toString();
        private final String message;
        private final boolean streamed;
        private volatile JsonObject start;
        private volatile JsonObject done;
        private volatile String text;

        private Request(int number) {
            this.message = "[[delay 2ms]] [[length 15]] Question " + UUID.randomUUID();
            this.streamed = number % 3 != 0;
        }

        private Question by(Client client) {
            return client.chat(Installation.HOUSE_MODEL, message).key(key);
        }

        /** Sends the request once more, as it was sent. */
        Repeated again(Client client) throws Exception {
            if (streamed) {
                try (EventStream stream = by(client).stream()) {
                    JsonObject last = stream.last().data();
                    return new Repeated(
                            stream.header(REPLAYED) != null,
                            stream.seen().get(0).data().getString("generationId"),
                            Optional.ofNullable(last.getJsonNumber("credits")));
                }
            }
            Answer answer = by(client).whole();
            boolean replayed = answer.header(REPLAYED) != null;
            if (answer.status() != 200) {
                assertThat(replayed).as(answer.body()).isTrue();
                return new Repeated(true, null, Optional.empty());
            }
            return new Repeated(
                    replayed,
                    answer.json().getString("generationId"),
                    Optional.of(answer.json().getJsonNumber("credits")));
        }

        String message() {
            return message;
        }

        /** Empty when the client does not know whether its message has arrived. */
        Optional<JsonObject> start() {
            return Optional.ofNullable(start);
        }

        /** Empty when the client does not know how the answer ended. */
        Optional<JsonObject> done() {
            return Optional.ofNullable(done);
        }

        /** The answer, once it is done. */
        String text() {
            return text;
        }
    }

    /**
     * What came of sending a request again.
     *
     * @param generationId null where a failure was told without it
     * @param credits empty for a failure
     */
    record Repeated(boolean replayed, String generationId, Optional<JsonNumber> credits) {}

    /** Has the users chat until so many events have come, kills the server, and waits for all to notice. */
    List<Request> until(Runnable kill) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                users.add(threads.submit(this::chat));
            }
            if (!enough.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The server is too slow: " + enough.getCount() + " events are missing");
            }
            ending = true;
            kill.run();
            for (Future<?> user : users) {
                user.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            return List.copyOf(requests);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void chat() throws Exception {
        for (int number = 0; ; number++) {
            Request request = new Request(number);
            requests.add(request);
            try {
                send(request);
            } catch (IOException | AssertionError broken) {
                if (!ending) {
                    throw broken;
                }
                return null;
            }
        }
    }

    private void send(Request request) throws Exception {
        if (!request.streamed) {
            JsonObject answer = request.by(client).whole().mustBe(200).json();
            request.text = answer.getJsonObject("message").getString("content");
            request.start = answer;
            request.done = answer;
            enough.countDown();
            return;
        }
        try (EventStream stream = request.by(client).stream()) {
            stream.await(event -> {
                if (event.is("start")) {
                    request.start = event.data();
                }
                if (event.is("done")) {
                    request.text = stream.text();
                    request.done = event.data();
                }
                enough.countDown();
                return event.isLast();
            });
        }
    }
}
