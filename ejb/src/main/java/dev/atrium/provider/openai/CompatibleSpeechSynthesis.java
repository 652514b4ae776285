package dev.atrium.provider.openai;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.http.CallTerms;
import dev.atrium.provider.http.Guards;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RefusedSpeech;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.RetryLaterException;
import dev.atrium.provider.http.ServiceLimits;
import dev.atrium.provider.http.SlowDownException;
import dev.atrium.provider.http.UnknownOutcomeException;
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

/** Speech from a server that speaks the format of OpenAI. */
@ApplicationScoped
public class CompatibleSpeechSynthesis implements SpeechSynthesisService {

    private static final OpenAiSpeechMapper MAPPER = OpenAiSpeechMapper.COMPATIBLE;

    private ProviderCalls calls;
    private RestClients clients;
    private CallTerms terms;

    /** For CDI, which proxies this class. */
    protected CompatibleSpeechSynthesis() {}

    @Inject
    public CompatibleSpeechSynthesis(ProviderCalls calls, RestClients clients, ServiceLimits limits) {
        this.calls = calls;
        this.clients = clients;
        this.terms = CallTerms.media(limits.speech(), limits.mediaBytes());
    }

    @Override
    public Vendor vendor() {
        return Vendor.COMPATIBLE;
    }

    @Override
    public SpeechAbilities abilities(String model) {
        return MAPPER.abilities(model);
    }

    @Override
    @Asynchronous
    @Retry(
            maxRetries = Guards.RETRIES,
            maxDuration = Guards.RETRY_WINDOW,
            retryOn = TransientProviderException.class,
            abortOn = {RetryLaterException.class, UnknownOutcomeException.class})
    @CircuitBreaker(
            requestVolumeThreshold = Guards.FAILURES_IN_A_ROW,
            failureRatio = Guards.EACH,
            delay = Guards.OPEN,
            failOn = TransientProviderException.class,
            skipOn = SlowDownException.class)
    @Timeout(Guards.TIMEOUT)
    @Bulkhead(value = Guards.MEDIA_CALLS, waitingTaskQueue = Guards.QUEUE)
    @Fallback(
            value = RefusedSpeech.class,
            applyOn = {FaultToleranceException.class, RejectedExecutionException.class})
    public CompletionStage<SpeechResult> speak(SpeechRequest request, ProviderEndpoint endpoint) {
        return calls.attempt(request, endpoint, UnknownOutcomeException.unless(endpoint, () -> clients.client(
                        OpenAiSpeechApi.class, endpoint, OpenAiMapper.COMPATIBLE, terms)
                .speak(OpenAiMapper.authorization(endpoint), MAPPER.request(request))
                .thenApply(audio -> MAPPER.result(audio, request, endpoint))));
    }
}
