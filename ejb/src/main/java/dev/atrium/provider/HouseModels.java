package dev.atrium.provider;

import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import java.util.Optional;
import java.util.Set;

/** What is assumed of a model of a compatible endpoint when nobody says anything: modest, for servers run in the house. */
public final class HouseModels {

    static final int CONTEXT_WINDOW = 32_768;
    static final int MAX_OUTPUT = 8_192;

    private HouseModels() {}

    public static ModelFacts facts(String name) {
        return facts(name, CONTEXT_WINDOW, MAX_OUTPUT, false);
    }

    static ModelFacts facts(String name, int contextWindow, int maxOutput, boolean sees) {
        return new ModelFacts(
                name,
                "",
                Set.of(Capability.TEXT.code()),
                sees ? Set.of("text", "image") : Set.of("text"),
                contextWindow,
                maxOutput,
                Set.of("temperature", "topP", "stop"),
                false,
                AiModel.Status.AVAILABLE,
                Optional.empty(),
                Optional.empty());
    }
}
