package dev.atrium.provider.admin;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelAccess;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an administrator changes of a model; what is empty stays as it is.
 *
 * @param version the version of the model that the administrator has seen
 * @param prices a new version of its prices
 * @param fallbackRank among models of the same name the lowest is asked first; 0 for no rank
 * @param fallbacks what to ask instead, in this order: such as {@code anthropic/claude-sonnet-5}
 */
public record ModelChange(
        int version,
        Optional<String> title,
        Optional<Boolean> enabled,
        Optional<Life> life,
        Optional<List<String>> capabilities,
        Optional<List<String>> inputModalities,
        OptionalInt contextWindow,
        OptionalInt maxOutputTokens,
        Optional<PriceDraft> prices,
        OptionalInt fallbackRank,
        Optional<List<String>> fallbacks,
        Optional<ModelAccess> access) {

    /** Where a model is in its life, all of it. */
    public record Life(AiModel.Status status, Optional<String> replacedBy, Optional<LocalDate> shutdownOn) {}

    /** A change that only enables or disables. */
    public static ModelChange enable(int version, boolean enabled) {
        return new ModelChange(
                version,
                Optional.empty(),
                Optional.of(enabled),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
