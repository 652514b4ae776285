package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.openai.CompatibleImageGeneration;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompatibleImageGenerationTest extends ImageGenerationContract {

    @Override
    String provider() {
        return "compatible";
    }

    @Override
    String model() {
        return "stable-diffusion";
    }

    @Override
    ImageGenerationService service(Parts of) {
        return new CompatibleImageGeneration(of.calls(), of.clients(), of.limits());
    }

    @Test
    void takes_any_size() throws Exception {
        ImageSize odd = new ImageSize(96, 64);
        try (ImageResult result = service(parts)
                .generate(request("a lighthouse", 2, Optional.of(odd)), endpoint())
                .toCompletableFuture()
                .join()) {
            assertThat(result.images()).hasSize(2);
            assertThat(ImageIO.read(result.images().get(1).file().path().toFile())
                            .getWidth())
                    .isEqualTo(96);
        }
    }

    @Test
    void fetches_at_once_what_it_gets_only_the_address_of() throws Exception {
        answersWithAddress(DEMO.baseUrl("compatible") + "/files/80x60-1.png");

        try (ImageResult result = ask(parts, endpoint()).toCompletableFuture().join()) {
            assertThat(ImageIO.read(result.images().get(0).file().path().toFile())
                            .getHeight())
                    .isEqualTo(60);
        }
        assertThat(lastRequest().path()).isEqualTo("/files/80x60-1.png");
        assertThat(lastRequest().header("authorization")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1/picture.png", "file:///etc/hostname", "ftp://localhost/picture.png"})
    void fetches_nothing_from_elsewhere_in_the_network(String address) {
        answersWithAddress(address);

        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> ask(parts, endpoint()));

        assertThat(failure.kind()).isEqualTo(ProviderException.Kind.PROTOCOL);
    }

    @Test
    void does_not_have_an_image_made_again_because_its_address_fails() {
        answersWithAddress(DEMO.baseUrl("compatible") + "/files/nothing.png");

        assertThat(failure(parts, endpoint())).isNotInstanceOf(TransientProviderException.class);

        answersWithAddress("https://nowhere.invalid/picture.png");

        assertThat(failure(parts, endpoint())).isNotInstanceOf(TransientProviderException.class);
    }

    private static void answersWithAddress(String address) {
        String body = "{\"created\":1,\"data\":[{\"url\":\"" + address.replace("/", "\\/") + "\"}]}";
        DEMO.script()
                .next("compatible", Behaviour.raw(200, Map.of("content-type", "application/json"), body.getBytes()));
    }
}
