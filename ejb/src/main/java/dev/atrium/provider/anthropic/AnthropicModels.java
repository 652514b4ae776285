package dev.atrium.provider.anthropic;

import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.http.ModelPages;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of {@code GET /models}. */
public record AnthropicModels(
        List<Model> data,
        @JsonbProperty("has_more") boolean hasMore,
        @JsonbProperty("last_id") String lastId) {

    private static final Pattern DATED = Pattern.compile("(claude-.+)-[0-9]{8}");

    ModelPages.Page page() {
        return new ModelPages.Page(
                data.stream().map(Model::listed).toList(), Optional.ofNullable(hasMore ? lastId : null));
    }

    /** A model. */
    public record Model(
            String id, @JsonbProperty("display_name") String displayName) {

        private ModelListing.Model listed() {
            return new ModelListing.Model(
                    id,
                    aliases(id),
                    Optional.ofNullable(displayName),
                    Set.of("text"),
                    OptionalInt.empty(),
                    OptionalInt.empty());
        }
    }

    /** The list has the dated names only; {@code claude-opus-4-20250514} goes by {@code claude-opus-4} and {@code claude-opus-4-0}, too. */
    static Set<String> aliases(String id) {
        Set<String> aliases = new LinkedHashSet<>();
        Matcher dated = DATED.matcher(id);
        if (dated.matches()) {
            aliases.add(dated.group(1));
            aliases.add(dated.group(1) + "-0");
            aliases.add(dated.group(1) + "-latest");
        }
        return aliases;
    }
}
