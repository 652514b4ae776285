package dev.atrium.provider;

import dev.atrium.provider.api.ModelListService;
import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.Vendor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks providers for the list of their models, and waits for it. */
@ApplicationScoped
public class ModelLists {

    /** The guards of the call end it earlier. */
    private static final long LAST_RESORT_SECONDS = 120;

    @Inject
    @Any
    private Instance<ModelListService> services;

    /**
     * The models that the key of the endpoint can reach.
     *
     * @throws ProviderException when the provider does not tell, {@link Kind#INVALID_KEY} when it refuses the key
     */
    public ModelListing of(Vendor vendor, ProviderEndpoint endpoint) {
        ModelListService service = services.stream()
                .filter(candidate -> candidate.vendor() == vendor)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing lists the models of " + vendor));
        Future<ModelListing> listing = service.list(endpoint).toCompletableFuture();
        try {
            return listing.get(LAST_RESORT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(endpoint, e);
        } catch (TimeoutException e) {
            listing.cancel(true);
            throw new ProviderException(
                    Kind.TIMEOUT, endpoint.provider() + " did not answer in time", null, null, null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(Kind.TIMEOUT, "The wait was interrupted", null, null, null, e);
        }
    }

    private static ProviderException failure(ProviderEndpoint endpoint, ExecutionException thrown) {
        Throwable cause = thrown.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof ProviderException known
                ? known
                : new ProviderException(
                        Kind.PROTOCOL, endpoint.provider() + " gave no list of models", null, null, null, cause);
    }
}
