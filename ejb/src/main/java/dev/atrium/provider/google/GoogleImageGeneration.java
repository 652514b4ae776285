package dev.atrium.provider.google;

import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.http.CallTerms;
import dev.atrium.provider.http.Guards;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RefusedImages;
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

/** Images from Google: by Gemini models, and by Imagen where it is still served. */
@ApplicationScoped
public class GoogleImageGeneration implements ImageGenerationService {

    private static final GoogleImageMapper MAPPER = new GoogleImageMapper();

    private ProviderCalls calls;
    private RestClients clients;
    private CallTerms terms;

    /** For CDI, which proxies this class. */
    protected GoogleImageGeneration() {}

    @Inject
    public GoogleImageGeneration(ProviderCalls calls, RestClients clients, ServiceLimits limits) {
        this.calls = calls;
        this.clients = clients;
        this.terms = CallTerms.media(limits.image(), limits.mediaBytes(), "data", "bytesBase64Encoded");
    }

    @Override
    public Vendor vendor() {
        return Vendor.GOOGLE;
    }

    @Override
    public ImageAbilities abilities(String model) {
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
            value = RefusedImages.class,
            applyOn = {FaultToleranceException.class, RejectedExecutionException.class})
    public CompletionStage<ImageResult> generate(ImageRequest request, ProviderEndpoint endpoint) {
        return calls.attempt(
                request,
                endpoint,
                UnknownOutcomeException.unless(
                        endpoint,
                        () -> MAPPER.call(
                                clients.client(GoogleMediaApi.class, endpoint, MAPPER, terms), request, endpoint)));
    }
}
