package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The models that a provider lists, all pages of them. */
public record ModelListing(List<Model> models) {

    public ModelListing {
        models = List.copyOf(models);
    }

    /**
     * A model as far as the list tells.
     *
     * @param aliases other names that it answers to and that the list leaves out
     * @param title what people call it
     * @param capabilities among {@code text}, {@code image}, {@code speech}, {@code transcription}, {@code embedding},
     *     {@code moderation}; empty when it is
     *     for something else, or nobody can tell
     * @param contextWindow in tokens
     * @param maxOutputTokens the most tokens of an answer
     */
    public record Model(
            String name,
            Set<String> aliases,
            Optional<String> title,
            Set<String> capabilities,
            OptionalInt contextWindow,
            OptionalInt maxOutputTokens) {

        public Model {
            Objects.requireNonNull(name, "name");
            aliases = Set.copyOf(aliases);
            Objects.requireNonNull(title, "title");
            capabilities = Set.copyOf(capabilities);
            Objects.requireNonNull(contextWindow, "contextWindow");
            Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        }

        /** A model of whose size the list says nothing. */
        public static Model of(String name, Optional<String> title, Set<String> capabilities) {
            return new Model(name, Set.of(), title, capabilities, OptionalInt.empty(), OptionalInt.empty());
        }
    }
}
