package dev.atrium.provider;

import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import java.util.List;

/**
 * A model as people see it.
 *
 * @param providers all providers that offer a model of this name, this one's included
 * @param prices none for a model without a price, which cannot be used
 * @param available whether it can be used now
 */
public record ModelView(
        String id, String provider, List<String> providers, ModelFacts facts, PriceList prices, boolean available) {}
