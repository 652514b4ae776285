package dev.atrium.provider.openai;

import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageFormat;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.provider.api.MediaFile;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.CallTerms;
import dev.atrium.provider.http.Download;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.MediaDocument;
import dev.atrium.provider.http.Usage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates between the port and OpenAI's images, whose families of models each take parameters of their own. */
enum OpenAiImageMapper {
    OPENAI,
    COMPATIBLE;

    private static final ImageSize SQUARE = new ImageSize(1024, 1024);
    private static final int MOST_IMAGES = 10;
    private static final int LONGEST_PROMPT = 32_000;

    /** What tells the models apart. */
    private enum Family {
        /** Always sends files, and has neither style nor the choice of an address. */
        GPT,
        DALL_E_3,
        DALL_E_2,
        /** Whatever runs behind a compatible server. */
        OTHER;

        /** GPT refuses the very question for a file; the others would send an address that expires. */
        String responseFormat() {
            return this == GPT ? null : "b64_json";
        }
    }

    private Family family(String model) {
        if (model.contains("gpt-image") || model.startsWith("chatgpt-image")) {
            return Family.GPT;
        }
        if (model.startsWith("dall-e-3")) {
            return Family.DALL_E_3;
        }
        if (model.startsWith("dall-e")) {
            return Family.DALL_E_2;
        }
        return this == OPENAI ? Family.GPT : Family.OTHER;
    }

    ImageAbilities abilities(String model) {
        return switch (family(model)) {
            case GPT ->
                new ImageAbilities(
                        MOST_IMAGES,
                        model.contains("gpt-image-2")
                                ? List.of()
                                : List.of(SQUARE, new ImageSize(1536, 1024), new ImageSize(1024, 1536)),
                        List.of("auto", "low", "medium", "high"),
                        List.of(),
                        List.of(ImageFormat.values()),
                        LONGEST_PROMPT);
            case DALL_E_3 ->
                new ImageAbilities(
                        1,
                        List.of(SQUARE, new ImageSize(1792, 1024), new ImageSize(1024, 1792)),
                        List.of("standard", "hd"),
                        List.of("vivid", "natural"),
                        List.of(),
                        4000);
            case DALL_E_2 ->
                new ImageAbilities(
                        MOST_IMAGES,
                        List.of(SQUARE, new ImageSize(512, 512), new ImageSize(256, 256)),
                        List.of(),
                        List.of(),
                        List.of(),
                        1000);
            case OTHER -> new ImageAbilities(MOST_IMAGES, List.of(), List.of(), List.of(), List.of(), LONGEST_PROMPT);
        };
    }

    OpenAiImageRequest request(ImageRequest request) {
        return new OpenAiImageRequest(
                request.model(),
                request.prompt(),
                request.count(),
                request.size().map(ImageSize::toString).orElse(null),
                request.quality().orElse(null),
                request.style().orElse(null),
                request.format().map(ImageFormat::code).orElse(null),
                family(request.model()).responseFormat());
    }

    ImageResult result(MediaDocument document, ImageRequest request, ProviderEndpoint endpoint, CallTerms terms) {
        return document.use(answer -> {
            OpenAiImages images = answer.read(OpenAiImages.class);
            if (images.data() == null || images.data().isEmpty()) {
                throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                        .code("no_image")
                        .exception();
            }
            String format = Optional.ofNullable(images.outputFormat())
                    .or(() -> request.format().map(ImageFormat::code))
                    .orElse(ImageFormat.PNG.code());
            return new ImageResult(
                    images(answer, images, "image/" + format, endpoint, terms),
                    Optional.ofNullable(images.usage())
                            .map(usage -> Usage.of(
                                    Usage.count(usage.inputTokens()), Usage.count(usage.outputTokens()), 0, 0, 0)));
        });
    }

    private static List<ImageResult.Image> images(
            MediaDocument answer, OpenAiImages images, String contentType, ProviderEndpoint endpoint, CallTerms terms) {
        List<ImageResult.Image> result = new ArrayList<>();
        boolean complete = false;
        try {
            for (OpenAiImages.Image image : images.data()) {
                MediaFile file;
                if (image.file() != null) {
                    file = answer.take(image.file(), contentType);
                } else if (image.url() != null) {
                    file = Download.of(URI.create(image.url()), endpoint, terms);
                } else {
                    throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                            .code("no_image")
                            .exception();
                }
                result.add(new ImageResult.Image(file, Optional.ofNullable(image.revisedPrompt())));
            }
            complete = true;
            return result;
        } finally {
            if (!complete) {
                result.forEach(image -> image.file().close());
            }
        }
    }
}
