package dev.atrium.provider;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.PriceList;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A model as the registry has it. */
public record RegisteredModel(AiModel model, Optional<ModelPrice> price, ModelAccess access) {

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

    PriceList prices() {
        return price.map(ModelPrice::prices).orElse(PriceList.NONE);
    }

    /** Whether what it can be asked for has its price. */
    boolean priced(Capability capability) {
        return switch (capability) {
            case TEXT, EMBEDDING, MODERATION -> prices().tokens().isPresent();
            case IMAGE -> prices().images().isPresent();
            case SPEECH -> prices().perMillionCharacters().isPresent();
            case TRANSCRIPTION -> prices().perMinute().isPresent();
        };
    }

    /** Whether anything that it can be asked for has its price. */
    boolean priced() {
        return Stream.of(Capability.values()).anyMatch(capability -> can(capability) && priced(capability));
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
