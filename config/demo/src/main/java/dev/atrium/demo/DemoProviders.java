package dev.atrium.demo;

import dev.atrium.demo.http.HttpExchange;
import dev.atrium.demo.http.HttpRequest;
import dev.atrium.demo.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The running fake providers, on 127.0.0.1. Any key is accepted that does not begin with {@code bad}, any model that does not
 * begin with {@code unknown-}. Safe for any thread; {@link #close} returns when all connections and threads are gone.
 */
public final class DemoProviders implements AutoCloseable {

    /** About 45 tokens a second, a speed that people are used to. */
    public static final Duration USUAL_PACE = Duration.ofMillis(22);

    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_COUNTED_MESSAGES = 10_000;
    private static final List<Vendor> VENDORS =
            List.of(new OpenAi(), new Anthropic(), new Google(), new Mistral(), new Compatible());
    private static final String GATEWAY_PAGE =
            "<!DOCTYPE html>\n<html><head><title>%1$d</title></head><body><h1>%1$d</h1><p>nginx</p></body></html>\n";

    private final Duration pace;
    private final Script script = new Script();
    private final Traffic traffic = new Traffic();
    private final Control control = new Control(script, traffic);
    private final Map<String, Integer> attempts = new LinkedHashMap<>();
    private final HttpServer server;

    private DemoProviders(int port, Duration pace) {
        this.pace = pace;
        this.server = HttpServer.start(port, MAX_CONNECTIONS, this::handle);
    }

    /**
     * Starts the providers at the pace of real ones.
     *
     * @param port the port; 0 takes any free one
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static DemoProviders start(int port) {
        return start(port, USUAL_PACE);
    }

    /**
     * Starts the providers.
     *
     * @param port the port; 0 takes any free one
     * @param pace the wait between two pieces of an answer; zero for tests
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static DemoProviders start(int port, Duration pace) {
        return new DemoProviders(port, pace);
    }

    public int port() {
        return server.port();
    }

    /**
     * A provider's base address, version included.
     *
     * @param provider {@code openai}, {@code anthropic}, {@code google}, {@code mistral} or {@code compatible}
     * @throws IllegalArgumentException for any other
     */
    public URI baseUrl(String provider) {
        return VENDORS.stream()
                .filter(vendor -> vendor.name().equals(provider))
                .findFirst()
                .map(vendor -> URI.create("http://127.0.0.1:" + port() + vendor.basePath()))
                .orElseThrow(() -> new IllegalArgumentException("No such provider: " + provider));
    }

    /** What the providers are to do with requests to come. */
    public Script script() {
        return script;
    }

    /** The latest requests, oldest first, at most 2,000. */
    public List<RecordedRequest> requests() {
        return traffic.requests();
    }

    public Stats stats() {
        return traffic.stats();
    }

    /** Waits until the counts are as wanted, or the time is over; returns the counts then. */
    public Stats awaitStats(Predicate<Stats> condition, Duration atMost) throws InterruptedException {
        return traffic.await(condition, atMost);
    }

    /** Forgets script, requests and counted messages, between two tests; the counts of {@link #stats} go on. */
    public void reset() {
        script.clear();
        traffic.forget();
        synchronized (attempts) {
            attempts.clear();
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        HttpRequest request = exchange.request();
        if (request.path().startsWith(Control.PATH)) {
            send(exchange, control.answer(request));
            return;
        }
        for (Vendor vendor : VENDORS) {
            if (request.path().startsWith(vendor.basePath() + "/")) {
                String path = request.path().substring(vendor.basePath().length());
                traffic.record(vendor.name(), path, request);
                answer(exchange, vendor, path);
                return;
            }
        }
        send(exchange, Whole.of(404, "text/plain", "No provider has its address here.\n"));
    }

    private void answer(HttpExchange exchange, Vendor vendor, String path) throws IOException {
        Vendor.Endpoint endpoint;
        try {
            endpoint = vendor.endpoint(exchange.request(), path);
        } catch (Refusal refusal) {
            send(exchange, refusal.answer());
            return;
        }
        if (endpoint instanceof Vendor.Endpoint.Chat chat) {
            traffic.count(() -> perform(exchange, vendor, chat));
        } else if (endpoint instanceof Vendor.Endpoint.Product product) {
            traffic.count(() -> make(exchange, vendor, product));
        } else if (endpoint instanceof Vendor.Endpoint.Fixed fixed) {
            send(exchange, fixed.answer());
        }
    }

    private void perform(HttpExchange exchange, Vendor vendor, Vendor.Endpoint.Chat chat) throws IOException {
        Prompt prompt = chat.prompt();
        Behaviour behaviour = script.take(vendor.name(), prompt).orElseGet(() -> asked(vendor, prompt));
        var performance = new Performance(exchange, behaviour, pace);
        if (behaviour.raw().isPresent()) {
            performance.raw(behaviour.raw().get());
            return;
        }
        boolean blocked = false;
        if (behaviour.failure().isPresent()) {
            Optional<Whole> failure = failure(vendor, behaviour.failure().get(), prompt);
            if (failure.isPresent()) {
                exchange.pause(behaviour.first());
                send(exchange, chat.wording().error(failure.get()));
                return;
            }
            blocked = true;
        }
        Answer answer = Author.write(prompt, chat.wording().model(), blocked, behaviour);
        int pieces = answer.pieces().size();
        if (prompt.streamed()) {
            performance.stream(chat.wording().streamed(answer), pieces);
        } else {
            var broken = new Failure(500, Failure.Kind.PLAIN, Optional.empty());
            performance.whole(
                    chat.wording().whole(answer), vendor.failure(broken, prompt).orElseThrow(), pieces);
        }
    }

    private void make(HttpExchange exchange, Vendor vendor, Vendor.Endpoint.Product product) throws IOException {
        Prompt prompt = product.prompt();
        Behaviour behaviour = script.take(vendor.name(), prompt).orElseGet(() -> asked(vendor, prompt));
        var performance = new Performance(exchange, behaviour, pace);
        if (behaviour.raw().isPresent()) {
            performance.raw(behaviour.raw().get());
            return;
        }
        Optional<Whole> failure = behaviour.failure().flatMap(wanted -> failure(vendor, wanted, prompt));
        if (failure.isPresent()) {
            exchange.pause(behaviour.first());
            send(exchange, failure.get());
            return;
        }
        // A vendor that has no answer for such a failure tells it as a refusal.
        Behaviour making = behaviour.failure().isPresent() ? behaviour.and("[[refuse]]") : behaviour;
        var broken = new Failure(500, Failure.Kind.PLAIN, Optional.empty());
        performance.product(
                product.making().apply(making), vendor.failure(broken, prompt).orElseThrow(), product.chunked());
    }

    private static Optional<Whole> failure(Vendor vendor, Failure failure, Prompt prompt) {
        if (failure.kind() == Failure.Kind.HTML) {
            return Optional.of(Whole.of(failure.status(), "text/html", GATEWAY_PAGE.formatted(failure.status())));
        }
        return vendor.failure(failure, prompt);
    }

    private Behaviour asked(Vendor vendor, Prompt prompt) {
        String question = prompt.question();
        int attempt = question.contains("[[times ") ? attempt(vendor.name(), prompt.model(), question) : 1;
        return Behaviour.inMessage(question, vendor.name(), prompt.model(), attempt);
    }

    /** Counts the requests with the same question; the oldest questions are forgotten. */
    private int attempt(String provider, String model, String question) {
        // A question may be megabytes long: its hash stands for it.
        String key = provider + ' ' + model + ' ' + question.length() + ' ' + question.hashCode();
        synchronized (attempts) {
            if (attempts.size() == MAX_COUNTED_MESSAGES) {
                attempts.remove(attempts.keySet().iterator().next());
            }
            return attempts.merge(key, 1, Integer::sum);
        }
    }

    private static void send(HttpExchange exchange, Whole answer) throws IOException {
        exchange.respond(answer.status(), answer.headers(), answer.body());
    }
}
