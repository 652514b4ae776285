package dev.atrium.provider;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import java.util.List;
import java.util.Optional;

/**
 * A model as people see it.
 *
 * @param providers all providers that offer a model of this name, this one's included, in the order in which they are asked
 * @param status where it is in its life today
 * @param prices none for a model without a price, which cannot be used
 * @param available whether it can be used now
 */
public record ModelView(
        String id,
        String provider,
        List<String> providers,
        ModelFacts facts,
        AiModel.Status status,
        PriceList prices,
        boolean available) {

    /** What people should know before they choose it: that its end is near, and what to use instead. */
    public Optional<String> warning() {
        return switch (status) {
            case AVAILABLE, PREVIEW -> Optional.empty();
            case DEPRECATED ->
                Optional.of(facts.title() + " is being retired"
                        + facts.shutdownOn().map(day -> " on " + day).orElse("") + "." + instead());
            case RETIRED ->
                Optional.of(facts.title() + " was shut down"
                        + facts.shutdownOn().map(day -> " on " + day).orElse("") + "." + instead());
        };
    }

    private String instead() {
        return facts.replacedBy().map(other -> " Use " + other + " instead.").orElse("");
    }
}
