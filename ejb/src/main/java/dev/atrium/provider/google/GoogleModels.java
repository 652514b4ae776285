package dev.atrium.provider.google;

import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.http.ModelPages;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A page of {@code GET /models}; the last one has no token. */
public record GoogleModels(List<Model> models, String nextPageToken) {

    private static final String PREFIX = "models/";

    ModelPages.Page page() {
        return new ModelPages.Page(
                models == null ? List.of() : models.stream().map(Model::listed).toList(),
                Optional.ofNullable(nextPageToken).filter(token -> !token.isEmpty()));
    }

    /** A model, its name beginning with {@code models/}. */
    public record Model(
            String name,
            String displayName,
            Integer inputTokenLimit,
            Integer outputTokenLimit,
            List<String> supportedGenerationMethods) {

        private ModelListing.Model listed() {
            return new ModelListing.Model(
                    id(),
                    Set.of(),
                    Optional.ofNullable(displayName),
                    capabilities(),
                    size(inputTokenLimit),
                    size(outputTokenLimit));
        }

        private String id() {
            return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        }

        private Set<String> capabilities() {
            List<String> methods = supportedGenerationMethods == null ? List.of() : supportedGenerationMethods;
            if (methods.contains("predict") || methods.contains("generateContent") && id().contains("-image")) {
                return Set.of("image");
            }
            if (methods.contains("generateContent")) {
                return Set.of(id().contains("-tts") ? "speech" : "text");
            }
            return methods.contains("embedContent") ? Set.of("embedding") : Set.of();
        }

        private static OptionalInt size(Integer limit) {
            return limit == null || limit <= 0 ? OptionalInt.empty() : OptionalInt.of(limit);
        }
    }
}
