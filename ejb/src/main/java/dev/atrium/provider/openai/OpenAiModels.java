package dev.atrium.provider.openai;

import java.util.List;

/** The answer of {@code GET /models}, which has no pages. */
public record OpenAiModels(List<Model> data) {

    /** A model. */
    public record Model(String id) {}
}
