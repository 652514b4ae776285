package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.google.GoogleImageGeneration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Imagen's images, which are predictions. */
class ImagenImageGenerationTest extends ImageGenerationContract {

    @Override
    String provider() {
        return "google";
    }

    @Override
    String model() {
        return "imagen-4.0-generate-001";
    }

    @Override
    ImageGenerationService service(Parts of) {
        return new GoogleImageGeneration(of.calls(), of.clients(), of.limits());
    }

    @Test
    void makes_four_at_most_and_reports_no_tokens() {
        assertThat(service(parts).abilities(model()).imagesPerCall()).isEqualTo(4);

        try (ImageResult result = service(parts)
                .generate(request("a lighthouse", 4, Optional.empty()), endpoint())
                .toCompletableFuture()
                .join()) {
            assertThat(result.images()).hasSize(4);
            assertThat(result.usage()).isEmpty();
        }
    }
}
