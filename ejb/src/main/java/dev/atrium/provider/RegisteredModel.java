package dev.atrium.provider;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.TokenPrices;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/** A model as the registry has it. */
record RegisteredModel(AiModel model, Optional<ModelPrice> price, ModelAccess access) {

    /** Among models of one name: in the order in which they are asked. */
    static final Comparator<RegisteredModel> BY_RANK = Comparator.<RegisteredModel>comparingInt(
                    row -> row.model().fallbackRank().orElse(Integer.MAX_VALUE))
            .thenComparing(RegisteredModel::provider);

    String name() {
        return model.name();
    }

    String provider() {
        return model.provider();
    }

    ModelFacts facts() {
        return model.facts();
    }

    Optional<TokenPrices> prices() {
        return price.flatMap(ModelPrice::tokenPrices);
    }

    boolean can(Capability capability) {
        return facts().capabilities().contains(capability.code());
    }

    /** Whether its provider has ended it by this day. */
    boolean retired(LocalDate today) {
        return facts().status() == AiModel.Status.RETIRED
                || facts().shutdownOn().map(day -> !today.isBefore(day)).orElse(false);
    }

    boolean isFor(Audience audience) {
        return access.allows(audience.workspaceId(), audience.planId());
    }
}
