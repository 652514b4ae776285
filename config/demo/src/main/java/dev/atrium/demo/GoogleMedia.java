package dev.atrium.demo;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Google's images and speech as parts of an answer, Imagen's {@code :predict}, and {@code :batchEmbedContents}. */
final class GoogleMedia {

    private static final Set<String> PREDICT_FIELDS = Set.of("instances", "parameters");
    private static final Set<String> PARAMETERS = Set.of(
            "sampleCount", "aspectRatio", "negativePrompt", "personGeneration", "sampleImageSize", "outputOptions");
    private static final Set<String> TEXT_FIELDS =
            Set.of("model", "content", "taskType", "title", "outputDimensionality", "embedContentConfig");
    private static final Set<String> IMAGE_CONFIG = Set.of("aspectRatio", "imageSize");
    private static final Set<String> SPEECH_CONFIG = Set.of("voiceConfig", "multiSpeakerVoiceConfig", "languageCode");
    private static final Map<String, int[]> GEMINI = Map.of(
            "1:1", new int[] {1024, 1024},
            "2:3", new int[] {832, 1248},
            "3:2", new int[] {1248, 832},
            "3:4", new int[] {864, 1184},
            "4:3", new int[] {1184, 864},
            "4:5", new int[] {896, 1152},
            "5:4", new int[] {1152, 896},
            "9:16", new int[] {768, 1344},
            "16:9", new int[] {1344, 768},
            "21:9", new int[] {1536, 672});
    private static final Map<String, int[]> IMAGEN = Map.of(
            "1:1", new int[] {1024, 1024},
            "3:4", new int[] {896, 1280},
            "4:3", new int[] {1280, 896},
            "9:16", new int[] {768, 1408},
            "16:9", new int[] {1408, 768});
    private static final int IMAGE_TOKENS = 1290;
    private static final int AUDIO_TOKENS_PER_SECOND = 25;
    private static final int MOST_IMAGES = 4;
    private static final int DIMENSIONS = 3072;

    private GoogleMedia() {}

    /** An answer that holds a file, if one is asked for. */
    static Optional<Vendor.Endpoint> generate(JsonObject body, Prompt prompt) {
        JsonObject config = object(body, "generationConfig");
        List<String> modalities = Optional.ofNullable(GoogleNames.member(config, "responseModalities"))
                .flatMap(Json::strings)
                .orElse(List.of());
        if (modalities.contains("IMAGE")) {
            requireKind(prompt.model(), "image", "image");
            return Optional.of(image(object(config, "imageConfig"), prompt));
        }
        if (modalities.contains("AUDIO")) {
            requireKind(prompt.model(), "tts", "audio");
            return Optional.of(speech(object(config, "speechConfig"), prompt));
        }
        return Optional.empty();
    }

    private static void requireKind(String model, String word, String modality) {
        if (!model.contains(word)) {
            throw Google.invalid("This model only supports text output. The requested response modality (" + modality
                    + ") is not supported.");
        }
    }

    private static Vendor.Endpoint image(JsonObject config, Prompt prompt) {
        Google.refuseUnknown(config, IMAGE_CONFIG, "generation_config.image_config");
        int[] size = size(GEMINI, config);
        return new Vendor.Endpoint.Product(
                prompt,
                behaviour -> {
                    if (behaviour.refusal()) {
                        return answer(prompt, Json.array(), "IMAGE_SAFETY", 0, "IMAGE", behaviour);
                    }
                    byte[] draft = Painter.paint(prompt.question(), 99, 64, 64, "png");
                    byte[] image = Painter.paint(prompt.question(), 0, size[0], size[1], "png");
                    var parts = Json.array()
                            .add(file("image/png", draft).add("thought", true))
                            .add(Json.object().add("text", "Here is your picture: "))
                            .add(file("image/png", image));
                    return answer(prompt, parts, "STOP", IMAGE_TOKENS, "IMAGE", behaviour);
                },
                false);
    }

    private static Vendor.Endpoint speech(JsonObject config, Prompt prompt) {
        Google.refuseUnknown(config, SPEECH_CONFIG, "generation_config.speech_config");
        String voice = Json.string(object(object(config, "voiceConfig"), "prebuiltVoiceConfig"), "voiceName")
                .orElseThrow(() -> Google.invalid(
                        "* GenerateContentRequest.generation_config.speech_config: voice is" + " not specified\n"));
        return new Vendor.Endpoint.Product(
                prompt,
                behaviour -> {
                    if (behaviour.refusal()) {
                        return answer(prompt, Json.array(), "PROHIBITED_CONTENT", 0, "AUDIO", behaviour);
                    }
                    String text = Behaviour.withoutMarkers(prompt.question());
                    var parts = Json.array()
                            .add(file("audio/L16;codec=pcm;rate=" + Sound.RATE, Sound.speak(text, voice, 1, "pcm")));
                    int tokens = (int) Math.ceil(Sound.seconds(text, 1) * AUDIO_TOKENS_PER_SECOND);
                    return answer(prompt, parts, "STOP", tokens, "AUDIO", behaviour);
                },
                false);
    }

    private static jakarta.json.JsonObjectBuilder file(String mimeType, byte[] content) {
        return Json.object()
                .add("inlineData", Json.object().add("mimeType", mimeType).add("data", Sound.base64(content)));
    }

    private static Whole answer(
            Prompt prompt,
            jakarta.json.JsonArrayBuilder parts,
            String finishReason,
            int tokens,
            String modality,
            Behaviour behaviour) {
        JsonArray list = parts.build();
        var candidate = Json.object();
        if (!list.isEmpty()) {
            candidate.add("content", Json.object().add("parts", list).add("role", "model"));
        }
        candidate.add("finishReason", finishReason).add("index", 0);
        var answer = Json.object().add("candidates", Json.array().add(candidate));
        behaviour
                .usage(new Usage(prompt.inputTokens(), tokens, 0, 0, 0))
                .ifPresent(usage -> answer.add(
                        "usageMetadata",
                        Json.object()
                                .add("promptTokenCount", usage.input())
                                .add("candidatesTokenCount", usage.visible())
                                .add("totalTokenCount", usage.total())
                                .add(
                                        "candidatesTokensDetails",
                                        Json.array()
                                                .add(Json.object()
                                                        .add("modality", modality)
                                                        .add("tokenCount", usage.visible())))));
        return json(answer.add("modelVersion", prompt.model())
                .add("responseId", Ids.hexadecimal(22))
                .build());
    }

    static Vendor.Endpoint predict(JsonObject body, String model) {
        if (!model.startsWith("imagen")) {
            throw new Refusal(Google.unknownModel(model, "predict"));
        }
        Google.refuseUnknown(body, PREDICT_FIELDS, "");
        JsonObject parameters = object(body, "parameters");
        Google.refuseUnknown(parameters, PARAMETERS, "parameters");
        if (!(body.get("instances") instanceof JsonArray instances)
                || instances.size() != 1
                || !(instances.get(0) instanceof JsonObject instance)
                || Json.string(instance, "prompt").isEmpty()) {
            throw Google.invalid("Invalid instances: exactly one instance with a prompt is expected.");
        }
        String text = Json.string(instance, "prompt").orElseThrow();
        int count = parameters.get("sampleCount") instanceof JsonNumber number ? number.intValue() : 1;
        if (count < 1 || count > MOST_IMAGES) {
            throw Google.invalid("sampleCount must be in the range [1, " + MOST_IMAGES + "].");
        }
        int[] size = size(IMAGEN, parameters);
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, List.of(text)),
                behaviour -> {
                    var predictions = Json.array();
                    if (behaviour.refusal()) {
                        predictions.add(Json.object()
                                .add("raiFilteredReason", "All images were filtered out by the usage guidelines."));
                    } else {
                        for (int i = 0; i < count; i++) {
                            predictions.add(Json.object()
                                    .add("mimeType", "image/png")
                                    .add(
                                            "bytesBase64Encoded",
                                            Sound.base64(Painter.paint(text, i, size[0], size[1], "png"))));
                        }
                    }
                    return json(Json.object().add("predictions", predictions).build());
                },
                false);
    }

    private static int[] size(Map<String, int[]> shapes, JsonObject config) {
        String shape = Json.string(config, "aspectRatio").orElse("1:1");
        return Optional.ofNullable(shapes.get(shape))
                .orElseThrow(() -> Google.invalid("Aspect ratio " + shape + " is not supported."));
    }

    static Vendor.Endpoint embed(JsonObject body, String model) {
        Google.refuseUnknown(body, Set.of("requests"), "");
        if (!(body.get("requests") instanceof JsonArray requests) || requests.isEmpty()) {
            throw Google.invalid("* BatchEmbedContentsRequest.requests: requests is not specified\n");
        }
        var texts = new ArrayList<String>();
        OptionalInt dimensions = OptionalInt.empty();
        for (int i = 0; i < requests.size(); i++) {
            String where = "requests[" + i + "]";
            if (!(requests.get(i) instanceof JsonObject request)) {
                throw Google.invalid("Invalid value at '" + where + "', expected an object.");
            }
            Google.refuseUnknown(request, TEXT_FIELDS, where);
            if (!("models/" + model).equals(Json.string(request, "model").orElse(""))) {
                throw Google.invalid("* BatchEmbedContentsRequest." + where
                        + ".model: the model does not match the one in the batch request.\n");
            }
            Prompt prompt = Google.prompt(
                    Json.object()
                            .add("contents", Json.array().add(object(request, "content")))
                            .build(),
                    Models.get("google", model),
                    false);
            texts.add(prompt.question());
            if (request.get("outputDimensionality") instanceof JsonNumber number) {
                dimensions = OptionalInt.of(number.intValue());
            }
        }
        int wanted = dimensions.orElse(DIMENSIONS);
        if (wanted < 1 || wanted > DIMENSIONS) {
            throw Google.invalid("output_dimensionality must be in the range [1, " + DIMENSIONS + "].");
        }
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, texts),
                behaviour -> {
                    var embeddings = Json.array();
                    texts.forEach(text -> embeddings.add(
                            Json.object().add("values", OpenAiMedia.numbers(Embedder.embed(text, wanted)))));
                    var answer = Json.object().add("embeddings", embeddings);
                    int tokens = texts.stream().mapToInt(Tokens::count).sum();
                    behaviour
                            .usage(new Usage(tokens, 0, 0, 0, 0))
                            .ifPresent(usage ->
                                    answer.add("usageMetadata", Json.object().add("promptTokenCount", usage.input())));
                    return json(answer.build());
                },
                false);
    }

    private static JsonObject object(JsonObject parent, String name) {
        return GoogleNames.member(parent, name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Whole json(JsonObject body) {
        return Whole.of(200, "application/json; charset=UTF-8", body.toString()).with(Google.headers());
    }
}
