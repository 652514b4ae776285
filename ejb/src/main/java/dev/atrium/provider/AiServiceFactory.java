package dev.atrium.provider;

import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ModerationRequest;
import dev.atrium.provider.api.ModerationResult;
import dev.atrium.provider.api.ModerationService;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.api.TextGenerationService;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TextStream;
import dev.atrium.provider.api.TranscriptionAbilities;
import dev.atrium.provider.api.TranscriptionRequest;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionService;
import dev.atrium.provider.api.Vendor;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Picks the implementation that speaks a provider's wire format, and the endpoint that it is to call. */
@ApplicationScoped
public class AiServiceFactory {

    @Inject
    private ProviderDirectory providers;

    @Inject
    @Any
    private Instance<TextGenerationService> textServices;

    @Inject
    @Any
    private Instance<ImageGenerationService> imageServices;

    @Inject
    @Any
    private Instance<SpeechSynthesisService> speechServices;

    @Inject
    @Any
    private Instance<TranscriptionService> transcriptionServices;

    @Inject
    @Any
    private Instance<EmbeddingService> embeddingServices;

    @Inject
    @Any
    private Instance<ModerationService> moderationServices;

    /** A service for text that is bound to one endpoint. */
    public interface TextGeneration {

        /** As {@link TextGenerationService#open}. */
        CompletionStage<TextStream> open(TextRequest request);

        /** As {@link TextGenerationService#generate}. */
        CompletionStage<TextResult> generate(TextRequest request);
    }

    /** A service for images that is bound to one endpoint. */
    public interface ImageGeneration {

        /** As {@link ImageGenerationService#abilities}. */
        ImageAbilities abilities(String model);

        /** As {@link ImageGenerationService#generate}. */
        CompletionStage<ImageResult> generate(ImageRequest request);
    }

    /** A service for speech that is bound to one endpoint. */
    public interface SpeechSynthesis {

        /** As {@link SpeechSynthesisService#abilities}. */
        SpeechAbilities abilities(String model);

        /** As {@link SpeechSynthesisService#speak}. */
        CompletionStage<SpeechResult> speak(SpeechRequest request);
    }

    /** A service for transcription that is bound to one endpoint. */
    public interface Transcription {

        /** As {@link TranscriptionService#abilities}. */
        TranscriptionAbilities abilities(String model);

        /** As {@link TranscriptionService#transcribe}. */
        CompletionStage<TranscriptionResult> transcribe(TranscriptionRequest request);
    }

    /** A service for embeddings that is bound to one endpoint. */
    @FunctionalInterface
    public interface Embedding {

        /** As {@link EmbeddingService#embed}. */
        CompletionStage<EmbeddingResult> embed(EmbeddingRequest request);
    }

    /** A service for moderation that is bound to one endpoint. */
    @FunctionalInterface
    public interface Moderation {

        /** As {@link ModerationService#moderate}. */
        CompletionStage<ModerationResult> moderate(ModerationRequest request);
    }

    /**
     * The service for text of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured
     */
    public TextGeneration text(String provider) {
        ProviderDirectory.Provider configured = configured(provider);
        return bind(
                service(textServices, TextGenerationService::vendor, configured, "generate text"),
                configured.endpoint());
    }

    /**
     * The service for images of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured or has no such service
     */
    public ImageGeneration image(String provider) {
        ProviderDirectory.Provider configured = configured(provider);
        ProviderEndpoint endpoint = configured.endpoint();
        ImageGenerationService service =
                service(imageServices, ImageGenerationService::vendor, configured, "generate images");
        return new ImageGeneration() {
            @Override
            public ImageAbilities abilities(String model) {
                return service.abilities(model);
            }

            @Override
            public CompletionStage<ImageResult> generate(ImageRequest request) {
                return service.generate(request, endpoint);
            }
        };
    }

    /**
     * The service for speech of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured or has no such service
     */
    public SpeechSynthesis speech(String provider) {
        ProviderDirectory.Provider configured = configured(provider);
        ProviderEndpoint endpoint = configured.endpoint();
        SpeechSynthesisService service =
                service(speechServices, SpeechSynthesisService::vendor, configured, "generate speech");
        return new SpeechSynthesis() {
            @Override
            public SpeechAbilities abilities(String model) {
                return service.abilities(model);
            }

            @Override
            public CompletionStage<SpeechResult> speak(SpeechRequest request) {
                return service.speak(request, endpoint);
            }
        };
    }

    /**
     * The service for transcription of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured or has no such service
     */
    public Transcription transcription(String provider) {
        ProviderDirectory.Provider configured = configured(provider);
        ProviderEndpoint endpoint = configured.endpoint();
        TranscriptionService service =
                service(transcriptionServices, TranscriptionService::vendor, configured, "transcribe");
        return new Transcription() {
            @Override
            public TranscriptionAbilities abilities(String model) {
                return service.abilities(model);
            }

            @Override
            public CompletionStage<TranscriptionResult> transcribe(TranscriptionRequest request) {
                return service.transcribe(request, endpoint);
            }
        };
    }

    /**
     * The service for embeddings of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured or has no such service
     */
    public Embedding embedding(String provider) {
        ProviderDirectory.Provider configured = configured(provider);
        EmbeddingService service = service(embeddingServices, EmbeddingService::vendor, configured, "make embeddings");
        return request -> service.embed(request, configured.endpoint());
    }

    /**
     * The service for moderation of a provider.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when it is not configured or has no such service
     */
    public Moderation moderation(String provider) {
        ProviderDirectory.Provider configured = configured(provider);
        ModerationService service =
                service(moderationServices, ModerationService::vendor, configured, "moderate texts");
        return request -> service.moderate(request, configured.endpoint());
    }

    private ProviderDirectory.Provider configured(String provider) {
        return providers
                .find(provider)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER, "The provider " + provider + " is not configured here."));
    }

    private static <T> T service(
            Instance<T> services, Function<T, Vendor> vendor, ProviderDirectory.Provider provider, String verb) {
        return services.stream()
                .filter(service -> vendor.apply(service) == provider.vendor())
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER, "The provider " + provider.name() + " does not " + verb + "."));
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
