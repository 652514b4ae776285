package dev.atrium.rest.model;

import dev.atrium.image.ImageChoices;
import dev.atrium.provider.MediaAbilities;
import dev.atrium.provider.ModelView;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.speech.SpeechChoices;
import dev.atrium.speech.SpeechSettings;
import dev.atrium.transcription.TranscriptionChoices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the models for images and sound let one choose: the same as the services allow. */
@ApplicationScoped
class StudioModels {

    @Inject
    private MediaAbilities abilities;

    @Inject
    private SpeechSettings speech;

    MediaFacts of(ModelView model) {
        return images(model)
                .map(StudioModels::facts)
                .or(() -> speech(model).map(StudioModels::facts))
                .or(() -> abilities
                        .transcription(model)
                        .map(TranscriptionChoices::of)
                        .map(StudioModels::facts))
                .orElse(MediaFacts.NONE);
    }

    private Optional<ImageChoices> images(ModelView model) {
        return abilities.images(model).flatMap(takes -> model.prices()
                .images()
                .map(prices -> ImageChoices.of(takes, model.facts().choices(), prices)));
    }

    private Optional<SpeechChoices> speech(ModelView model) {
        return abilities
                .speech(model)
                .map(takes -> SpeechChoices.of(takes, model.facts().choices(), speech.maxCharacters()));
    }

    private static MediaFacts facts(ImageChoices images) {
        return new MediaFacts(
                images.sizes(),
                images.qualities(),
                images.styles(),
                images.maxCount(),
                List.of(),
                List.of(),
                images.promptCharacters(),
                List.of(),
                List.of());
    }

    private static MediaFacts facts(SpeechChoices speech) {
        List<String> parameters = Stream.concat(
                        Stream.of("instructions").filter(any -> speech.instructions()),
                        Stream.of("speed").filter(any -> speech.speed()))
                .toList();
        return new MediaFacts(
                List.of(),
                List.of(),
                List.of(),
                null,
                speech.voices(),
                speech.formats().stream().map(AudioFormat::code).toList(),
                speech.textCharacters(),
                parameters,
                List.of());
    }

    private static MediaFacts facts(TranscriptionChoices transcription) {
        return new MediaFacts(
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                transcription.prompt() ? List.of("prompt") : List.of(),
                transcription.timestamps());
    }
}
