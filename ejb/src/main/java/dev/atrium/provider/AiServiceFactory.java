package dev.atrium.provider;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.Vendor;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Picks the implementation that speaks a provider's wire format, and the endpoint that it is to call. */
@ApplicationScoped
public class AiServiceFactory {

    @Inject
    private ProviderDirectory providers;

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
     * The service for text of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured
     */
    public TextGeneration text(String provider) {
        ProviderDirectory.Provider configured = providers
                .find(provider)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER, "The provider " + provider + " is not configured here."));
        return bind(service(configured.vendor()), configured.endpoint());
    }

    private TextGenerationService service(Vendor vendor) {
        return textServices.stream()
                .filter(service -> service.vendor() == vendor)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing speaks the format of " + vendor));
    }

    private static TextGeneration bind(TextGenerationService service, ProviderEndpoint endpoint) {
        return new TextGeneration() {
            @Override
            public CompletionStage<TextStream> open(TextRequest request) {
                return service.open(request, endpoint);
            }

            @Override
            public CompletionStage<TextResult> generate(TextRequest request) {
                return service.generate(request, endpoint);
            }
        };
    }
}
