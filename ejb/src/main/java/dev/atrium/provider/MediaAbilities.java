package dev.atrium.provider;

import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.provider.api.SpeechSynthesisService;
import dev.atrium.provider.api.TranscriptionAbilities;
import dev.atrium.provider.api.TranscriptionService;
import dev.atrium.provider.api.Vendor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;

/** What models for images and sound take, whether or not their provider has a key. */
@ApplicationScoped
public class MediaAbilities {

    @Inject
    private ProviderDirectory providers;

    @Inject
    @Any
    private Instance<ImageGenerationService> images;

    @Inject
    @Any
    private Instance<SpeechSynthesisService> speech;

    @Inject
    @Any
    private Instance<TranscriptionService> transcription;

    /** Empty for a model that makes no images. */
    public Optional<ImageAbilities> images(ModelView model) {
        return service(model, Capability.IMAGE, images, ImageGenerationService::vendor)
                .map(service -> service.abilities(model.id()));
    }

    /** Empty for a model that does not speak. */
    public Optional<SpeechAbilities> speech(ModelView model) {
        return service(model, Capability.SPEECH, speech, SpeechSynthesisService::vendor)
                .map(service -> service.abilities(model.id()));
    }

    /** Empty for a model that does not transcribe. */
    public Optional<TranscriptionAbilities> transcription(ModelView model) {
        return service(model, Capability.TRANSCRIPTION, transcription, TranscriptionService::vendor)
                .map(service -> service.abilities(model.id()));
    }

    private <T> Optional<T> service(
            ModelView model, Capability capability, Instance<T> services, Function<T, Vendor> vendorOf) {
        if (!model.facts().capabilities().contains(capability.code())) {
            return Optional.empty();
        }
        return providers
                .findAddress(model.provider())
                .map(ProviderDirectory.Provider::vendor)
                .flatMap(vendor -> services.stream()
                        .filter(service -> vendorOf.apply(service) == vendor)
                        .findFirst());
    }
}
