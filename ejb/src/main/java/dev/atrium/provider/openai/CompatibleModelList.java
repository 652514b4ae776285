package dev.atrium.provider.openai;

import dev.atrium.provider.api.ModelListService;
import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.http.Guards;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RefusedListing;
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

/** The models of a server that speaks the format of OpenAI. */
@ApplicationScoped
public class CompatibleModelList implements ModelListService {

    private ProviderCalls calls;
    private RestClients clients;

    /** For CDI, which proxies this class. */
    protected CompatibleModelList() {}

    @Inject
    public CompatibleModelList(ProviderCalls calls, RestClients clients) {
        this.calls = calls;
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
    @Timeout(Guards.LISTING_TIMEOUT)
    @Fallback(
            value = RefusedListing.class,
            applyOn = {FaultToleranceException.class, RejectedExecutionException.class})
    public CompletionStage<ModelListing> list(ProviderEndpoint endpoint) {
        return calls.attempt(
                endpoint, endpoint, () -> clients.client(OpenAiApi.class, endpoint, OpenAiMapper.COMPATIBLE)
                        .models(OpenAiMapper.authorization(endpoint))
                        .thenApply(models -> models.listing(OpenAiModels::capabilitiesInTheHouse)));
    }
}
