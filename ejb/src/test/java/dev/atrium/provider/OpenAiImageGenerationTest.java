package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.ImageFormat;
import dev.atrium.provider.api.ImageGenerationService;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.openai.OpenAiImageGeneration;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiImageGenerationTest extends ImageGenerationContract {

    @Override
    String provider() {
        return "openai";
    }

    @Override
    String model() {
        return "gpt-image-1.5";
    }

    @Override
    ImageGenerationService service(Parts of) {
        return new OpenAiImageGeneration(of.calls(), of.clients(), of.limits());
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void sends_the_format_that_is_asked_for(ImageFormat format) throws Exception {
        ImageRequest request = new ImageRequest(
                model(),
                "a lighthouse",
                1,
                Optional.of(new ImageSize(1024, 1024)),
                Optional.of("low"),
                Optional.empty(),
                Optional.of(format));

        try (ImageResult result = answer(request)) {
            assertThat(result.images().get(0).file().contentType()).isEqualTo(format.contentType());
            assertThat(Files.size(result.images().get(0).file().path()))
                    .isEqualTo(result.images().get(0).file().sizeBytes())
                    .isPositive();
        }
    }

    @Test
    void reports_the_tokens_of_models_that_bill_them() {
        DEMO.script().next("openai", Behaviour.of("[[usage in 12 out 4160]]"));

        try (ImageResult result = answer(request("a lighthouse", 1, Optional.empty()))) {
            assertThat(result.usage()).hasValue(TokenUsage.of(12, 4160));
        }
    }

    /** It refuses {@code response_format}, which the others need, and the demo provider does as well. */
    @Test
    void asks_older_models_for_files_instead_of_addresses_that_expire() {
        ImageRequest request = new ImageRequest(
                "dall-e-3",
                "a lighthouse",
                1,
                Optional.empty(),
                Optional.of("hd"),
                Optional.of("vivid"),
                Optional.empty());

        try (ImageResult result = answer(request)) {
            assertThat(result.images().get(0).revisedPrompt()).isPresent();
            assertThat(result.usage()).isEmpty();
            assertThat(lastRequest().body()).contains("\"response_format\":\"b64_json\"");
        }
        try (ImageResult result = answer(request("a lighthouse", 1, Optional.empty()))) {
            assertThat(result.images()).hasSize(1);
            assertThat(lastRequest().body()).doesNotContain("response_format");
        }
    }

    @Test
    void knows_that_the_oldest_models_take_no_quality() {
        assertThat(service(parts).abilities("dall-e-2").qualities()).isEmpty();
        assertThat(service(parts).abilities("dall-e-3").imagesPerCall()).isEqualTo(1);
        assertThat(service(parts).abilities("gpt-image-1").styles()).isEmpty();
    }

    private ImageResult answer(ImageRequest request) {
        return service(parts)
                .generate(request, endpoint())
                .toCompletableFuture()
                .join();
    }
}
