package dev.atrium.provider.admin;

import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.PriceList;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A model as administrators see it.
 *
 * @param name the provider's own id of it
 * @param priceNumber the version of the prices in force; 0 when it has none
 * @param version changes with every change of the model
 */
public record AdminModelView(
        UUID id,
        String provider,
        String name,
        ModelFacts facts,
        PriceList prices,
        int priceNumber,
        boolean enabled,
        State state,
        Optional<Integer> fallbackRank,
        List<String> fallbacks,
        ModelAccess access,
        Instant updatedAt,
        int version) {

    /** Whether a model can be used, else the first reason why not. */
    public enum State {
        USABLE,
        RETIRED,
        /** The provider lists it no more. */
        VANISHED,
        DISABLED,
        UNPRICED,
        /** There is no key of the organisation for its provider. Workspaces with a key of their own can use it. */
        NO_KEY,
        /** Its endpoint was taken away. */
        NO_PROVIDER
    }
}
