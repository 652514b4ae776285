package dev.atrium.provider.openai;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.http.EventStreamClient;
import dev.atrium.provider.http.Guards;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RefusedResult;
import dev.atrium.provider.http.RefusedStream;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.RetryLaterException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Text from a server that speaks the format of OpenAI: vLLM, Ollama, LiteLLM, Azure OpenAI. */
@ApplicationScoped
public class CompatibleTextGeneration implements TextGenerationService {

    private static final OpenAiMapper MAPPER = OpenAiMapper.COMPATIBLE;

    private ProviderCalls calls;
    private EventStreamClient streams;
    private RestClients clients;

    /** For CDI, which proxies this class. */
    protected CompatibleTextGeneration() {}

    @Inject
    public CompatibleTextGeneration(ProviderCalls calls, EventStreamClient streams, RestClients clients) {
        this.calls = calls;
        this.streams = streams;
        this.clients = clients;
    }

    @Override
    public Vendor vendor() {
        return Vendor.COMPATIBLE;
    }

    @Override
    @Asynchronous
    @Retry(
            maxRetries = Guards.RETRIES,
            maxDuration = Guards.RETRY_WINDOW,
            retryOn = TransientProviderException.class,
            abortOn = RetryLaterException.class)
    @Timeout(Guards.TIMEOUT)
    @Fallback(
            value = RefusedStream.class,
            applyOn = {FaultToleranceException.class, RejectedExecutionException.class})
    public CompletionStage<TextStream> open(TextRequest request, ProviderEndpoint endpoint) {
        return calls.attempt(request, endpoint, () -> streams.open(MAPPER, request, endpoint));
    }

    @Override
    @Asynchronous
    @Retry(
            maxRetries = Guards.RETRIES,
            maxDuration = Guards.RETRY_WINDOW,
            retryOn = TransientProviderException.class,
            abortOn = RetryLaterException.class)
    @Timeout(Guards.TIMEOUT)
    @Fallback(
            value = RefusedResult.class,
            applyOn = {FaultToleranceException.class, RejectedExecutionException.class})
    public CompletionStage<TextResult> generate(TextRequest request, ProviderEndpoint endpoint) {
        return calls.attempt(request, endpoint, () -> clients.client(OpenAiApi.class, endpoint, MAPPER)
                .complete(OpenAiMapper.authorization(endpoint), MAPPER.whole(request))
                .thenApply(completion -> MAPPER.result(completion, endpoint)));
    }
}
