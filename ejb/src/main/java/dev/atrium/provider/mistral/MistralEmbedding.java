package dev.atrium.provider.mistral;

import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.http.CallTerms;
import dev.atrium.provider.http.Guards;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RefusedEmbeddings;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.RetryLaterException;
import dev.atrium.provider.http.ServiceLimits;
import dev.atrium.provider.http.SlowDownException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Embeddings from Mistral. */
@ApplicationScoped
public class MistralEmbedding implements EmbeddingService {

    private static final MistralEmbeddingMapper MAPPER = new MistralEmbeddingMapper();
    private static final MistralMapper FAILURES = new MistralMapper();

    private ProviderCalls calls;
    private RestClients clients;
    private CallTerms terms;

    /** For CDI, which proxies this class. */
    protected MistralEmbedding() {}

    @Inject
    public MistralEmbedding(ProviderCalls calls, RestClients clients, ServiceLimits limits) {
        this.calls = calls;
        this.clients = clients;
        this.terms = CallTerms.data(limits.embedding(), limits.mediaBytes());
    }

    @Override
    public Vendor vendor() {
        return Vendor.MISTRAL;
    }

    @Override
    @Asynchronous
    @Retry(
            maxRetries = Guards.RETRIES,
            maxDuration = Guards.RETRY_WINDOW,
            retryOn = TransientProviderException.class,
            abortOn = RetryLaterException.class)
    @CircuitBreaker(
            requestVolumeThreshold = Guards.FAILURES_IN_A_ROW,
            failureRatio = Guards.EACH,
            delay = Guards.OPEN,
            failOn = TransientProviderException.class,
            skipOn = SlowDownException.class)
    @Timeout(Guards.TIMEOUT)
    @Bulkhead(value = Guards.MEDIA_CALLS, waitingTaskQueue = Guards.QUEUE)
    @Fallback(
            value = RefusedEmbeddings.class,
            applyOn = {FaultToleranceException.class, RejectedExecutionException.class})
    public CompletionStage<EmbeddingResult> embed(EmbeddingRequest request, ProviderEndpoint endpoint) {
        return calls.attempt(
                request, endpoint, () -> clients.client(MistralEmbeddingApi.class, endpoint, FAILURES, terms)
                        .embed(MistralMapper.authorization(endpoint), MAPPER.request(request))
                        .thenApply(answer -> MAPPER.result(answer, request, endpoint)));
    }
}
