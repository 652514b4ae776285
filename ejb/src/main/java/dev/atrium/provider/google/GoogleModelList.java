package dev.atrium.provider.google;

import dev.atrium.provider.api.ModelListService;
import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.http.Guards;
import dev.atrium.provider.http.ModelPages;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RefusedListing;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.RetryLaterException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** The models of Google, page by page. */
@ApplicationScoped
public class GoogleModelList implements ModelListService {

    private static final int PAGE = 1_000;
    private static final GoogleMapper MAPPER = new GoogleMapper();

    private ProviderCalls calls;
    private RestClients clients;

    /** For CDI, which proxies this class. */
    protected GoogleModelList() {}

    @Inject
    public GoogleModelList(ProviderCalls calls, RestClients clients) {
        this.calls = calls;
        this.clients = clients;
    }

    @Override
    public Vendor vendor() {
        return Vendor.GOOGLE;
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
        return calls.attempt(endpoint, endpoint, () -> ModelPages.all(endpoint, token -> page(endpoint, token)));
    }

    private CompletionStage<ModelPages.Page> page(ProviderEndpoint endpoint, Optional<String> token) {
        return clients.client(GoogleApi.class, endpoint, MAPPER)
                .models(endpoint.apiKey(), PAGE, token.orElse(null))
                .thenApply(GoogleModels::page);
    }
}
