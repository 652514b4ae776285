package dev.atrium.provider.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * MicroProfile REST clients, one for each interface and provider. They are built as they are needed, since a workspace may
 * bring an endpoint of its own, and kept, since building one costs more than a call.
 */
@ApplicationScoped
public class RestClients {

    private static final int MAX_CLIENTS = 100;
    private static final Duration UNUSED = Duration.ofHours(1);
    private static final Duration LONGEST_CALL = Duration.ofMinutes(30);

    private Cache<Key, Closeable> clients;
    private TextLimits limits;

    /** For CDI, which proxies this class. */
    protected RestClients() {}

    @Inject
    public RestClients(TextLimits limits) {
        this.limits = limits;
        this.clients = Caffeine.newBuilder()
                .maximumSize(MAX_CLIENTS)
                .expireAfterAccess(UNUSED)
                .removalListener((Key key, Closeable client, RemovalCause cause) -> closeLater(client))
                .build();
    }

    /**
     * A client for the endpoint's address. It fails with what the classifier makes of an answer, and refuses answers above
     * {@link TextLimits#answerBytes}.
     */
    public <T extends Closeable> T client(Class<T> api, ProviderEndpoint endpoint, FailureClassifier failures) {
        return client(api, endpoint, failures, CallTerms.data(limits.wholeAnswer(), limits.answerBytes()));
    }

    /** As {@link #client(Class, ProviderEndpoint, FailureClassifier)}, on terms that are always the same for an interface. */
    public <T extends Closeable> T client(
            Class<T> api, ProviderEndpoint endpoint, FailureClassifier failures, CallTerms terms) {
        Key key = new Key(api, endpoint.provider(), endpoint.baseUrl());
        return api.cast(clients.get(key, absent -> build(absent, failures, terms)));
    }

    private Closeable build(Key key, FailureClassifier failures, CallTerms terms) {
        RestClientBuilder builder = RestClientBuilder.newBuilder()
                .baseUri(key.baseUrl())
                .connectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(terms.answerTime().toMillis(), TimeUnit.MILLISECONDS)
                .executorService(new CallingThread())
                .register(new BoundedBody(terms.answerBytes()))
                .register(new MediaFileReader())
                .register(new MediaDocumentReader(terms.base64Members()))
                .register(new MultipartWriter())
                .register(new Naming(key.provider()))
                .register(new Failures(key.provider(), failures));
        if (terms.streamedRequest()) {
            // Jersey gathers a body in memory to know its length, unless it is told otherwise; others pass over the
            // name.
            builder.property("jersey.config.client.request.entity.processing", "CHUNKED");
        }
        return builder.build(key.api());
    }

    /** A client that falls out of the cache may still be in use, by calls that are as old as a call can be. */
    private static void closeLater(Closeable client) {
        CompletableFuture.delayedExecutor(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> close(client));
    }

    @PreDestroy
    void close() {
        clients.asMap().values().forEach(RestClients::close);
    }

    private static void close(Closeable client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Key(Class<? extends Closeable> api, String provider, URI baseUrl) {}

    /** Writes down what the provider calls the request. */
    private record Naming(String provider) implements ClientResponseFilter {

        @Override
        public void filter(ClientRequestContext request, ClientResponseContext response) {
            AnswerHead head = new AnswerHead(
                    provider, response.getStatus(), name -> Optional.ofNullable(response.getHeaderString(name)));
            head.requestId().ifPresent(CallingThread::name);
        }
    }

    private record Failures(String provider, FailureClassifier classifier)
            implements ResponseExceptionMapper<ProviderException> {

        @Override
        public ProviderException toThrowable(Response response) {
            AnswerHead head = new AnswerHead(
                    provider, response.getStatus(), name -> Optional.ofNullable(response.getHeaderString(name)));
            return classifier.failure(head, beginning(response));
        }

        private static String beginning(Response response) {
            if (!response.hasEntity()) {
                return "";
            }
            try (InputStream body = response.readEntity(InputStream.class)) {
                return new String(body.readNBytes(BoundedText.MAX_BYTES), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
