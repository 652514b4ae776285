package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Opens streamed answers over {@link HttpClient}. An open stream occupies a connection and no thread; its events are
 * delivered on threads of the container.
 */
@ApplicationScoped
public class EventStreamClient {

    private Executor executor;
    private TextLimits limits;
    private HttpClient client;

    /** For CDI, which proxies this class. */
    protected EventStreamClient() {}

    @Inject
    EventStreamClient(TextLimits limits, ProviderThreads threads) {
        this(limits, threads.executor());
    }

    /** A client for use outside of a container. */
    public EventStreamClient(TextLimits limits, Executor executor) {
        this.limits = limits;
        this.executor = executor;
        // HTTP/1.1, a connection for each stream: over HTTP/2 the JDK's client keeps to one connection for each host
        // and
        // fails whatever exceeds its 100 or so streams (JDK-8225647). No redirects either, they would carry the key
        // along.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connect())
                .executor(executor)
                .build();
    }

    /**
     * Sends a request for a streamed answer.
     *
     * @return completes with the first event that carries content, or fails with a {@link ProviderException}; cancelling it
     *     closes the connection
     */
    public CompletableFuture<TextStream> open(TextProtocol protocol, TextRequest request, ProviderEndpoint endpoint) {
        HttpRequest streamed = protocol.streamed(request, endpoint);
        return new EventStreamExchange(endpoint, protocol, limits, executor).send(client, streamed);
    }
}
