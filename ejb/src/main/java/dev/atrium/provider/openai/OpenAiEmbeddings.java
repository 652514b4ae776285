package dev.atrium.provider.openai;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The answer of {@code POST /embeddings}. */
public record OpenAiEmbeddings(List<Embedding> data, Usage usage) {

    /** The vector of the input with this index: numbers, or their bytes in Base64. */
    public record Embedding(int index, JsonValue embedding) {}

    /** The tokens of all inputs. */
    public record Usage(@JsonbProperty("prompt_tokens") Long promptTokens) {}
}
