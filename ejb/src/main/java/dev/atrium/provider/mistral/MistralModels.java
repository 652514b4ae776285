package dev.atrium.provider.mistral;

import dev.atrium.provider.api.ModelListing;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The answer of {@code GET /models}, in which each alias is a model of its own. */
public record MistralModels(List<Model> data) {

    ModelListing listing() {
        return new ModelListing(data.stream().map(Model::listed).toList());
    }

    /** A model. */
    public record Model(
            String id,
            String name,
            Capabilities capabilities,
            @JsonbProperty("max_context_length") Integer maxContextLength) {

        private ModelListing.Model listed() {
            return new ModelListing.Model(
                    id,
                    Set.of(),
                    Optional.ofNullable(name),
                    does(),
                    maxContextLength == null ? OptionalInt.empty() : OptionalInt.of(maxContextLength),
                    OptionalInt.empty());
        }

        private Set<String> does() {
            Set<String> words = new LinkedHashSet<>();
            if (capabilities != null && capabilities.completionChat()) {
                words.add("text");
            }
            if (id.startsWith("voxtral")) {
                words.add("transcription");
            }
            if (id.contains("moderation")) {
                words.add("moderation");
            }
            if (id.contains("embed")) {
                words.add("embedding");
            }
            return words;
        }
    }

    /** What a model is good for. */
    public record Capabilities(
            @JsonbProperty("completion_chat") boolean completionChat) {}
}
