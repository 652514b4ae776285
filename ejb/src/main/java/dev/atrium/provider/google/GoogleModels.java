package dev.atrium.provider.google;

import java.util.List;

/** A page of {@code GET /models}; the last one has no token. */
public record GoogleModels(List<Model> models, String nextPageToken) {

    /** A model, its name beginning with {@code models/}. */
    public record Model(
            String name,
            String displayName,
            Integer inputTokenLimit,
            Integer outputTokenLimit,
            List<String> supportedGenerationMethods) {}
}
