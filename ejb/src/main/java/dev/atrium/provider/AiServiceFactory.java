package dev.atrium.provider;

import dev.atrium.provider.api.CallLog;
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
import dev.atrium.provider.api.ProviderException;
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
import java.util.function.Function;

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

        /** What the calls took. */
        CallLog log();

        /** As {@link TextGenerationService#open}. */
        CompletionStage<TextStream> open(TextRequest request);

        /** As {@link TextGenerationService#generate}. */
        CompletionStage<TextResult> generate(TextRequest request);
    }

    /** A service for images that is bound to one endpoint. */
    public interface ImageGeneration {

        /** What the calls took. */
        CallLog log();

        /** As {@link ImageGenerationService#abilities}. */
        ImageAbilities abilities(String model);

        /** As {@link ImageGenerationService#generate}. */
        CompletionStage<ImageResult> generate(ImageRequest request);
    }

    /** A service for speech that is bound to one endpoint. */
    public interface SpeechSynthesis {

        /** What the calls took. */
        CallLog log();

        /** As {@link SpeechSynthesisService#abilities}. */
        SpeechAbilities abilities(String model);

        /** As {@link SpeechSynthesisService#speak}. */
        CompletionStage<SpeechResult> speak(SpeechRequest request);
    }

    /** A service for transcription that is bound to one endpoint. */
    public interface Transcription {

        /** What the calls took. */
        CallLog log();

        /** As {@link TranscriptionService#abilities}. */
        TranscriptionAbilities abilities(String model);

        /** As {@link TranscriptionService#transcribe}. */
        CompletionStage<TranscriptionResult> transcribe(TranscriptionRequest request);
    }

    /** A service for embeddings that is bound to one endpoint. */
    public interface Embedding {

        /** What the calls took. */
        CallLog log();

        /** As {@link EmbeddingService#embed}. */
        CompletionStage<EmbeddingResult> embed(EmbeddingRequest request);
    }

    /** A service for moderation that is bound to one endpoint. */
    public interface Moderation {

        /** What the calls took. */
        CallLog log();

        /** As {@link ModerationService#moderate}. */
        CompletionStage<ModerationResult> moderate(ModerationRequest request);
    }

    /**
     * The service for text that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, has no such service, or its key is gone
     */
    public TextGeneration text(ModelOffer offer) {
        Reach reach = reach(offer);
        TextGenerationService service = service(textServices, TextGenerationService::vendor, reach, "generate text");
        return new TextGeneration() {
            @Override
            public CallLog log() {
                return reach.log();
            }

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
     * The service for images that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, has no such service, or its key is gone
     */
    public ImageGeneration image(ModelOffer offer) {
        Reach reach = reach(offer);
        ImageGenerationService service =
                service(imageServices, ImageGenerationService::vendor, reach, "generate images");
        return new ImageGeneration() {
            @Override
            public CallLog log() {
                return reach.log();
            }

            @Override
            public ImageAbilities abilities(String model) {
                return service.abilities(model);
            }

            @Override
            public CompletionStage<ImageResult> generate(ImageRequest request) {
                return watched(reach, service.generate(request, reach.endpoint()));
            }
        };
    }

    /**
     * The service for speech that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, has no such service, or its key is gone
     */
    public SpeechSynthesis speech(ModelOffer offer) {
        Reach reach = reach(offer);
        SpeechSynthesisService service =
                service(speechServices, SpeechSynthesisService::vendor, reach, "generate speech");
        return new SpeechSynthesis() {
            @Override
            public CallLog log() {
                return reach.log();
            }

            @Override
            public SpeechAbilities abilities(String model) {
                return service.abilities(model);
            }

            @Override
            public CompletionStage<SpeechResult> speak(SpeechRequest request) {
                return watched(reach, service.speak(request, reach.endpoint()));
            }
        };
    }

    /**
     * The service for transcription that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, has no such service, or its key is gone
     */
    public Transcription transcription(ModelOffer offer) {
        Reach reach = reach(offer);
        TranscriptionService service =
                service(transcriptionServices, TranscriptionService::vendor, reach, "transcribe");
        return new Transcription() {
            @Override
            public CallLog log() {
                return reach.log();
            }

            @Override
            public TranscriptionAbilities abilities(String model) {
                return service.abilities(model);
            }

            @Override
            public CompletionStage<TranscriptionResult> transcribe(TranscriptionRequest request) {
                return watched(reach, service.transcribe(request, reach.endpoint()));
            }
        };
    }

    /**
     * The service for embeddings that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, has no such service, or its key is gone
     */
    public Embedding embedding(ModelOffer offer) {
        Reach reach = reach(offer);
        EmbeddingService service = service(embeddingServices, EmbeddingService::vendor, reach, "make embeddings");
        return new Embedding() {
            @Override
            public CallLog log() {
                return reach.log();
            }

            @Override
            public CompletionStage<EmbeddingResult> embed(EmbeddingRequest request) {
                return watched(reach, service.embed(request, reach.endpoint()));
            }
        };
    }

    /**
     * The service for moderation that serves an offer.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} when its provider is not configured, has no such service, or its key is gone
     */
    public Moderation moderation(ModelOffer offer) {
        Reach reach = reach(offer);
        ModerationService service = service(moderationServices, ModerationService::vendor, reach, "moderate texts");
        return new Moderation() {
            @Override
            public CallLog log() {
                return reach.log();
            }

            @Override
            public CompletionStage<ModerationResult> moderate(ModerationRequest request) {
                return watched(reach, service.moderate(request, reach.endpoint()));
            }
        };
    }

    /**
     * How an offer's provider is called.
     *
     * @param ownKey the workspace's own key that is in the endpoint; empty for the organisation's
     */
    private record Reach(Vendor vendor, ProviderEndpoint endpoint, Optional<OwnKey> ownKey) {

        Reach {
            endpoint = endpoint.loggedIn(new CallLog());
        }

        CallLog log() {
            return endpoint.log().orElseThrow();
        }
    }

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
        reach.ownKey()
                .ifPresent(key -> call.whenComplete((result, failure) -> {
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

    private static <T> T service(Instance<T> services, Function<T, Vendor> vendor, Reach reach, String verb) {
        return services.stream()
                .filter(service -> vendor.apply(service) == reach.vendor())
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER,
                        "The provider " + reach.endpoint().provider() + " does not " + verb + "."));
    }
}
