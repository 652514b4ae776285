package dev.atrium.provider;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.key.KeyVault;
import dev.atrium.provider.key.OwnKey;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Picks the implementation that speaks a provider's wire format, and the endpoint that it is to call. */
@ApplicationScoped
public class AiServiceFactory {

    @Inject
    private ProviderDirectory providers;

    @Inject
    private KeyVault keys;

    @Inject
    @Any
    private Instance<TextGenerationService> textServices;

    /** A service for text that is bound to one endpoint. */
    public interface TextGeneration {

        /** As {@link TextGenerationService#open}. */
        CompletionStage<TextStream> open(TextRequest request);

        /** As {@link TextGenerationService#generate}. */
        CompletionStage<TextResult> generate(TextRequest request);
    }

    /**
     * The service for text that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, or its key gone
     */
    public TextGeneration text(ModelOffer offer) {
        Reach reach = reach(offer);
        TextGenerationService service = service(reach.vendor());
        return new TextGeneration() {
            @Override
            public CompletionStage<TextStream> open(TextRequest request) {
                return watched(reach, service.open(request, reach.endpoint()));
            }

            @Override
            public CompletionStage<TextResult> generate(TextRequest request) {
                return watched(reach, service.generate(request, reach.endpoint()));
            }
        };
    }

    /**
     * How an offer's provider is called.
     *
     * @param ownKey the workspace's own key that is in the endpoint; empty for the organisation's
     */
    private record Reach(Vendor vendor, ProviderEndpoint endpoint, Optional<OwnKey> ownKey) {}

    private Reach reach(ModelOffer offer) {
        if (offer.ownKey().isEmpty()) {
            return providers
                    .find(offer.provider())
                    .map(provider -> new Reach(provider.vendor(), provider.endpoint(), Optional.empty()))
                    .orElseThrow(() -> new Refusal(
                            ErrorCode.INVALID_PROVIDER,
                            "The provider " + offer.provider() + " is not configured here."));
        }
        OwnKey key = keys.usable(offer.ownKey().get().workspaceId(), offer.provider())
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER,
                        "This workspace's own key for " + offer.provider() + " was just taken away. Try again."));
        return providers
                .findAddress(offer.provider())
                .map(provider -> new Reach(
                        provider.vendor(),
                        new ProviderEndpoint(
                                provider.name(), provider.endpoint().baseUrl(), key.secret()),
                        Optional.of(key)))
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER, "The provider " + offer.provider() + " is not known here."));
    }

    /**
     * Notices when the provider refuses a workspace's own key. What is returned is the call itself, since cancelling it takes the request
     * back.
     */
    private <T> CompletionStage<T> watched(Reach reach, CompletionStage<T> call) {
        reach.ownKey().ifPresent(key -> call.whenComplete((result, failure) -> {
            if (refusesKey(failure)) {
                keys.refused(key);
            }
        }));
        return call;
    }

    private static boolean refusesKey(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException || cause instanceof ExecutionException) {
            cause = cause.getCause();
        }
        return cause instanceof ProviderException refusal && refusal.kind() == ProviderException.Kind.INVALID_KEY;
    }

    private TextGenerationService service(Vendor vendor) {
        return textServices.stream()
                .filter(service -> service.vendor() == vendor)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing speaks the format of " + vendor));
    }
}
