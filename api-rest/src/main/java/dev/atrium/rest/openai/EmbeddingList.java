package dev.atrium.rest.openai;

import dev.atrium.embedding.Vectors;
import dev.atrium.generation.Outcome;
import dev.atrium.provider.api.TokenUsage;
import jakarta.json.bind.annotation.JsonbProperty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Vectors, by the order of the texts. */
public record EmbeddingList(String object, List<Embedding> data, String model, Usage usage) {

    /** @param embedding numbers, or in Base64 the bytes of 32-bit numbers, low byte first */
    public record Embedding(String object, int index, Object embedding) {}

    /** The tokens of the input. */
    @Schema(name = "EmbeddingUsage")
    public record Usage(
            @JsonbProperty("prompt_tokens") long promptTokens,
            @JsonbProperty("total_tokens") long totalTokens) {}

    static EmbeddingList of(Outcome.Settled settled, boolean base64) {
        List<float[]> vectors = ((Vectors) settled.product().orElseThrow()).vectors();
        long tokens = settled.tokens().map(TokenUsage::input).orElse(0L);
        return new EmbeddingList(
                "list",
                IntStream.range(0, vectors.size())
                        .mapToObj(i -> new Embedding("embedding", i, base64 ? base64(vectors.get(i)) : vectors.get(i)))
                        .toList(),
                settled.answeredBy().name(),
                new Usage(tokens, tokens));
    }

    static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
