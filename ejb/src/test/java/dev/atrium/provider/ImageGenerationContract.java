package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.ImageFormat;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What every vendor's images promise. */
abstract class ImageGenerationContract extends ServiceContract {

    abstract ImageGenerationService service(Parts of);

    abstract String model();

    @Override
    CompletionStage<ImageResult> ask(Parts of, ProviderEndpoint endpoint) {
        return service(of).generate(request("a lighthouse", 1, Optional.empty()), endpoint);
    }

    @Override
    boolean makesThings() {
        return true;
    }

    @Test
    void makes_as_many_images_as_one_call_can_in_every_size_that_it_has() throws Exception {
        ImageGenerationService service = service(parts);
        for (ImageSize size : service.abilities(model()).sizes()) {
            int count = Math.min(2, service.abilities(model()).imagesPerCall());
            try (ImageResult result = service.generate(request("a lighthouse", count, Optional.of(size)), endpoint())
                    .toCompletableFuture()
                    .join()) {
                assertThat(result.images()).hasSize(count);
                for (ImageResult.Image image : result.images()) {
                    BufferedImage pixels = ImageIO.read(image.file().path().toFile());
                    assertThat(new ImageSize(pixels.getWidth(), pixels.getHeight()))
                            .isEqualTo(size);
                    assertThat(image.file().contentType()).isEqualTo("image/png");
                }
            }
        }
    }

    @Test
    void says_that_the_policy_refuses() {
        DEMO.script().next(provider(), Behaviour.of("[[refuse]]"));
        assertThat(failure(parts, endpoint()).kind()).isEqualTo(Kind.CONTENT_POLICY);

        DEMO.script().next(provider(), Behaviour.of("[[fail policy]]"));
        assertThat(failure(parts, endpoint()).kind()).isEqualTo(Kind.CONTENT_POLICY);
    }

    @Test
    void stops_reading_at_the_limit() {
        Parts small = new Parts(
                parts.calls(),
                parts(java.time.Duration.ofSeconds(20)).clients(),
                new dev.atrium.provider.http.ServiceLimits(
                        parts.limits().image(),
                        parts.limits().speech(),
                        parts.limits().transcription(),
                        parts.limits().embedding(),
                        parts.limits().moderation(),
                        10_000));

        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> ask(small, endpoint()));

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
    }

    ImageRequest request(String prompt, int count, Optional<ImageSize> size) {
        return new ImageRequest(
                model(), prompt, count, size, Optional.empty(), Optional.empty(), Optional.<ImageFormat>empty());
    }
}
