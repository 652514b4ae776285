package dev.atrium.provider.openai;

import dev.atrium.provider.api.ModelListing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The answer of {@code GET /models}, which has no pages. */
public record OpenAiModels(List<Model> data) {

    private static final Pattern IMAGE = Pattern.compile("(gpt-image|chatgpt-image|dall-e).*");
    private static final Pattern SPEECH = Pattern.compile("(tts-|gpt-.*-tts).*");
    private static final Pattern TRANSCRIPTION = Pattern.compile("(whisper-|gpt-.*-transcribe).*");
    private static final Pattern EMBEDDING = Pattern.compile(".*embed.*");
    private static final Pattern MODERATION = Pattern.compile("(omni|text)-moderation-.*");
    private static final Pattern TEXT = Pattern.compile("(gpt-|chatgpt-|o[0-9]).*");

    /** What is listed but asked in other ways than those that Atrium knows. */
    private static final Pattern OTHER =
            Pattern.compile(".*(realtime|audio|search|computer-use|instruct|codex|sora).*");

    ModelListing listing(Function<String, Set<String>> capabilities) {
        return new ModelListing(data.stream()
                .map(model -> ModelListing.Model.of(model.id(), Optional.empty(), capabilities.apply(model.id())))
                .toList());
    }

    /** What a model of OpenAI does, by its name: the list tells nothing else. */
    static Set<String> capabilities(String id) {
        if (IMAGE.matcher(id).matches()) {
            return Set.of("image");
        }
        if (SPEECH.matcher(id).matches()) {
            return Set.of("speech");
        }
        if (TRANSCRIPTION.matcher(id).matches()) {
            return Set.of("transcription");
        }
        if (EMBEDDING.matcher(id).matches()) {
            return Set.of("embedding");
        }
        if (MODERATION.matcher(id).matches()) {
            return Set.of("moderation");
        }
        boolean text = TEXT.matcher(id).matches() && !OTHER.matcher(id).matches();
        return text ? Set.of("text") : Set.of();
    }

    /** What a model of a compatible server does: text, unless its name says otherwise. */
    static Set<String> capabilitiesInTheHouse(String id) {
        if (EMBEDDING.matcher(id).matches()) {
            return Set.of("embedding");
        }
        return Set.of(TRANSCRIPTION.matcher(id).matches() ? "transcription" : "text");
    }

    /** A model. */
    public record Model(String id) {}
}
