package dev.atrium.provider.anthropic;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** A page of {@code GET /models}. */
public record AnthropicModels(
        List<Model> data,
        @JsonbProperty("has_more") boolean hasMore,
        @JsonbProperty("last_id") String lastId) {

    /** A model. */
    public record Model(
            String id, @JsonbProperty("display_name") String displayName) {}
}
