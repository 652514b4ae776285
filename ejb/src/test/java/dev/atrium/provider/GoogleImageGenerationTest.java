package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.google.GoogleImageGeneration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Gemini's images, which are parts of an answer. */
class GoogleImageGenerationTest extends ImageGenerationContract {

    @Override
    String provider() {
        return "google";
    }

    @Override
    String model() {
        return "models/gemini-2.5-flash-image";
    }

    @Override
    ImageGenerationService service(Parts of) {
        return new GoogleImageGeneration(of.calls(), of.clients(), of.limits());
    }

    @Test
    void reports_tokens_and_passes_over_drafts() {
        DEMO.script().next("google", Behaviour.of("[[usage in 6 out 1290]]"));

        try (ImageResult result = ask(parts, endpoint()).toCompletableFuture().join()) {
            assertThat(result.usage()).hasValue(TokenUsage.of(6, 1290));
            // The demo provider sends a draft before the image, marked as a thought.
            assertThat(result.images()).hasSize(1);
        }
    }

    @Test
    void gives_an_unknown_size_the_nearest_shape() {
        service(parts)
                .generate(request("a lighthouse", 1, Optional.of(new ImageSize(1920, 1080))), endpoint())
                .toCompletableFuture()
                .join()
                .close();

        assertThat(lastRequest().body()).contains("\"aspectRatio\":\"16:9\"");
    }
}
