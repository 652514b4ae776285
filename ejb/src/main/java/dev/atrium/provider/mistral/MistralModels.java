package dev.atrium.provider.mistral;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code GET /models}, in which each alias is a model of its own. */
public record MistralModels(List<Model> data) {

    /** A model. */
    public record Model(String id, String name, Capabilities capabilities) {}

    /** What a model is good for. */
    public record Capabilities(
            @JsonbProperty("completion_chat") boolean completionChat) {}
}
