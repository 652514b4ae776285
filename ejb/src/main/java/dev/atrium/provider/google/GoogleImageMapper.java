package dev.atrium.provider.google;

import dev.atrium.provider.api.ImageAbilities;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.FailureClassifier;
import dev.atrium.provider.http.MediaDocument;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Translates between the port and Google's two ways to an image. Both know shapes where the port knows sizes: a size stands for the
 * shape in which the model makes it.
 */
final class GoogleImageMapper implements FailureClassifier {

    private static final String PNG = "image/png";
    private static final int LONGEST_PROMPT = 8_000;

    private static final Map<ImageSize, String> GEMINI_SHAPES = Map.of(
            new ImageSize(1024, 1024), "1:1",
            new ImageSize(832, 1248), "2:3",
            new ImageSize(1248, 832), "3:2",
            new ImageSize(864, 1184), "3:4",
            new ImageSize(1184, 864), "4:3",
            new ImageSize(896, 1152), "4:5",
            new ImageSize(1152, 896), "5:4",
            new ImageSize(768, 1344), "9:16",
            new ImageSize(1344, 768), "16:9",
            new ImageSize(1536, 672), "21:9");
    private static final Map<ImageSize, String> IMAGEN_SHAPES = Map.of(
            new ImageSize(1024, 1024), "1:1",
            new ImageSize(896, 1280), "3:4",
            new ImageSize(1280, 896), "4:3",
            new ImageSize(768, 1408), "9:16",
            new ImageSize(1408, 768), "16:9");

    /** Imagen was shut down in August 2026, but some serve it on. */
    private static boolean isImagen(String model) {
        return GoogleMapper.modelId(model).startsWith("imagen");
    }

    private static Map<ImageSize, String> shapes(String model) {
        return isImagen(model) ? IMAGEN_SHAPES : GEMINI_SHAPES;
    }

    ImageAbilities abilities(String model) {
        List<ImageSize> sizes = shapes(model).keySet().stream()
                .sorted(Comparator.comparingDouble(GoogleImageMapper::eccentricity)
                        .thenComparing(ImageSize::width))
                .toList();
        return new ImageAbilities(isImagen(model) ? 4 : 1, sizes, List.of(), List.of(), List.of(), LONGEST_PROMPT);
    }

    CompletionStage<ImageResult> call(GoogleMediaApi api, ImageRequest request, ProviderEndpoint endpoint) {
        String model = GoogleMapper.modelId(request.model());
        return isImagen(model)
                ? api.predict(endpoint.apiKey(), model, predict(request))
                        .thenApply(answer -> predicted(answer, endpoint))
                : api.generateContent(endpoint.apiKey(), model, generate(request))
                        .thenApply(answer -> generated(answer, endpoint));
    }

    GooglePredictRequest predict(ImageRequest request) {
        return new GooglePredictRequest(
                List.of(new GooglePredictRequest.Instance(request.prompt())),
                new GooglePredictRequest.Parameters(request.count(), shape(request)));
    }

    /** Some of these models refuse to give an image without a word to go with it. */
    GoogleMediaRequest generate(ImageRequest request) {
        String shape = shape(request);
        return GoogleMediaRequest.of(
                request.prompt(),
                new GoogleMediaRequest.GenerationConfig(
                        List.of("TEXT", "IMAGE"),
                        shape == null ? null : new GoogleMediaRequest.ImageConfig(shape),
                        null));
    }

    private static String shape(ImageRequest request) {
        return request.size()
                .map(wanted -> shapes(request.model()).entrySet().stream()
                        .min(Comparator.comparingDouble(
                                shape -> Math.abs(proportion(shape.getKey()) - proportion(wanted))))
                        .orElseThrow()
                        .getValue())
                .orElse(null);
    }

    /** On a scale on which twice as wide is as far from the square as twice as high. */
    private static double proportion(ImageSize size) {
        return Math.log((double) size.width() / size.height());
    }

    private static double eccentricity(ImageSize size) {
        return Math.abs(proportion(size));
    }

    ImageResult generated(MediaDocument document, ProviderEndpoint endpoint) {
        return document.use(answer -> {
            GoogleMediaResponse response = answer.read(GoogleMediaResponse.class);
            List<ImageResult.Image> images = response.files()
                    .filter(file -> file.mimeType() != null && file.mimeType().startsWith("image/"))
                    .map(file -> new ImageResult.Image(answer.take(file.data(), file.mimeType()), Optional.empty()))
                    .toList();
            if (images.isEmpty()) {
                throw noImage(endpoint, response.isBlocked());
            }
            return new ImageResult(
                    images, Optional.ofNullable(response.usageMetadata()).map(GoogleMapper::usage));
        });
    }

    ImageResult predicted(MediaDocument document, ProviderEndpoint endpoint) {
        return document.use(answer -> {
            List<GooglePredictions.Prediction> predictions = Optional.ofNullable(
                            answer.read(GooglePredictions.class).predictions())
                    .orElse(List.of());
            List<ImageResult.Image> images = predictions.stream()
                    .filter(prediction -> prediction.bytesBase64Encoded() != null)
                    .map(prediction -> new ImageResult.Image(
                            answer.take(
                                    prediction.bytesBase64Encoded(),
                                    Optional.ofNullable(prediction.mimeType()).orElse(PNG)),
                            Optional.ofNullable(prediction.prompt())))
                    .toList();
            if (images.isEmpty()) {
                // An answer without predictions at all is one whose images were all kept back without a word.
                throw noImage(endpoint, true);
            }
            return new ImageResult(images, Optional.empty());
        });
    }

    private static ProviderException noImage(ProviderEndpoint endpoint, boolean blocked) {
        return blocked
                ? Failure.of(endpoint.provider(), Kind.CONTENT_POLICY).exception()
                : Failure.of(endpoint.provider(), Kind.PROTOCOL)
                        .code("no_image")
                        .exception();
    }

    /** Imagen's policy speaks as an invalid argument, told from others by its sentence alone. */
    @Override
    public ProviderException failure(AnswerHead head, String body) {
        ProviderException failure = new GoogleMapper().failure(head, body);
        if (failure.kind() != Kind.BAD_REQUEST) {
            return failure;
        }
        JsonObject root = WireJson.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT);
        String message =
                WireJson.text(WireJson.object(root, "error"), "message").toLowerCase(Locale.ROOT);
        boolean policy =
                message.contains("responsible ai") || message.contains("sensitive") || message.contains("violat");
        return policy ? Failure.of(head, Kind.CONTENT_POLICY).exception() : failure;
    }
}
