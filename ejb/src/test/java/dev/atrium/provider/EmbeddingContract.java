package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.EmbeddingService;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TokenUsage;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What every vendor's embeddings promise. */
abstract class EmbeddingContract extends ServiceContract {

    abstract EmbeddingService service(Parts of);

    abstract String model();

    @Override
    CompletionStage<EmbeddingResult> ask(Parts of, ProviderEndpoint endpoint) {
        return service(of).embed(request(OptionalInt.empty(), "one text"), endpoint);
    }

    @Override
    boolean makesThings() {
        return false;
    }

    @Test
    void gives_each_text_its_vector() {
        List<float[]> vectors = embed(request(OptionalInt.empty(), "red apple", "green apple", "tax law"))
                .vectors();

        assertThat(vectors).hasSize(3);
        assertThat(product(vectors.get(0), vectors.get(0))).isCloseTo(1, within(1e-4));
        assertThat(product(vectors.get(0), vectors.get(1))).isGreaterThan(product(vectors.get(0), vectors.get(2)));
        assertThat(vectors.get(2))
                .containsExactly(
                        embed(request(OptionalInt.empty(), "tax law")).vectors().get(0));
    }

    @Test
    void shortens_vectors() {
        assertThat(embed(request(OptionalInt.of(64), "red apple")).vectors().get(0))
                .hasSize(64);
    }

    @Test
    void reports_tokens() {
        DEMO.script().next(provider(), Behaviour.of("[[usage in 9]]"));
        assertThat(embed(request(OptionalInt.empty(), "red apple")).usage()).hasValue(TokenUsage.of(9, 0));

        DEMO.script().next(provider(), Behaviour.of("[[no usage]]"));
        assertThat(embed(request(OptionalInt.empty(), "red apple")).usage()).isEmpty();
    }

    private EmbeddingResult embed(EmbeddingRequest request) {
        return service(parts).embed(request, endpoint()).toCompletableFuture().join();
    }

    private EmbeddingRequest request(OptionalInt dimensions, String... texts) {
        return new EmbeddingRequest(model(), List.of(texts), dimensions);
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
