package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Mistral's {@code /audio/…}, {@code /embeddings} and {@code /moderations}. */
final class MistralMedia {

    private static final Set<String> SPEECH_FIELDS = Set.of(
            "model", "metadata", "stream", "prompt_cache_key", "voice_id", "ref_audio", "input", "response_format");
    private static final Set<String> TRANSCRIPTION_FIELDS = Set.of(
            "model",
            "file_url",
            "file_id",
            "language",
            "temperature",
            "stream",
            "diarize",
            "context_bias",
            "timestamp_granularities");
    private static final Set<String> EMBEDDING_FIELDS =
            Set.of("model", "metadata", "input", "output_dimension", "output_dtype", "encoding_format");
    private static final Set<String> MODERATION_FIELDS = Set.of("model", "metadata", "input");
    private static final List<String> CATEGORIES = List.of(
            "sexual",
            "hate_and_discrimination",
            "violence_and_threats",
            "dangerous_and_criminal_content",
            "selfharm",
            "health",
            "financial",
            "law",
            "pii");
    private static final int DIMENSIONS = 1024;
    private static final int AUDIO_TOKENS_PER_SECOND = 12;

    private MistralMedia() {}

    static Optional<Vendor.Endpoint> endpoint(HttpRequest request, String path) {
        return switch (path) {
            case "/audio/speech" -> Optional.of(speech(body(request)));
            case "/audio/transcriptions" -> Optional.of(transcription(request));
            case "/embeddings" -> Optional.of(embeddings(body(request)));
            case "/moderations" -> Optional.of(moderations(body(request)));
            default -> Optional.empty();
        };
    }

    private static JsonObject body(HttpRequest request) {
        return Json.parseObject(request.text())
                .orElseThrow(() -> Mistral.unprocessable(
                        "json_invalid", "JSON decode error", JsonValue.EMPTY_JSON_OBJECT, Json.text("body")));
    }

    /** Unlike OpenAI's it answers with JSON. */
    private static Vendor.Endpoint speech(JsonObject body) {
        refuseUnknown(body, SPEECH_FIELDS);
        String model = model(body);
        String text = text(body, "input");
        String voice = Json.string(body, "voice_id").orElse("en_paul_neutral");
        String format = Json.string(body, "response_format").orElse("mp3");
        if (!Set.of("pcm", "wav", "mp3", "flac", "opus").contains(format)) {
            throw Mistral.field(
                    "response_format",
                    "enum",
                    "Input should be 'pcm', 'wav', 'mp3', 'flac' or 'opus'",
                    Json.text(format));
        }
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, List.of(text)),
                behaviour -> Mistral.json(
                        200,
                        Json.object()
                                .add(
                                        "audio_data",
                                        Sound.base64(Sound.speak(Behaviour.withoutMarkers(text), voice, 1, format)))
                                .build()),
                false);
    }

    private static Vendor.Endpoint transcription(HttpRequest request) {
        Form form = Form.read(request)
                .orElseThrow(() -> Mistral.unprocessable(
                        "missing", "Field required", JsonValue.EMPTY_JSON_OBJECT, Json.text("body")));
        for (Map.Entry<String, List<String>> field : form.fields().entrySet()) {
            if (!TRANSCRIPTION_FIELDS.contains(field.getKey())) {
                throw Mistral.field(
                        field.getKey(),
                        "extra_forbidden",
                        "Extra inputs are not permitted",
                        Json.text(field.getValue().get(0)));
            }
        }
        String model = form.field("model")
                .orElseThrow(() -> Mistral.field("model", "missing", "Field required", JsonValue.EMPTY_JSON_OBJECT));
        requireModel(model);
        Form.File file = Optional.ofNullable(form.files().get("file"))
                .orElseThrow(() -> Mistral.field("file", "missing", "Field required", JsonValue.EMPTY_JSON_OBJECT));
        List<String> granularities = form.all("timestamp_granularities");
        if (!granularities.isEmpty() && form.field("language").isPresent()) {
            throw new Refusal(Mistral.error(
                    400,
                    "`timestamp_granularities` is not compatible with `language`.",
                    "invalid_request_error",
                    "3000"));
        }
        boolean speakers = form.field("diarize").filter("true"::equals).isPresent();
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, List.of("")),
                behaviour -> Mistral.json(
                        200,
                        transcript(
                                Listener.hear(file.content(), behaviour), model, granularities, speakers, behaviour)),
                false);
    }

    private static JsonObject transcript(
            Listener heard, String model, List<String> granularities, boolean speakers, Behaviour behaviour) {
        var segments = Json.array();
        if (!granularities.isEmpty()) {
            int number = 0;
            for (Listener.Segment segment : heard.segments()) {
                var row = Json.object()
                        .add("type", "transcription_segment")
                        .add("text", segment.text())
                        .add("start", segment.start())
                        .add("end", segment.end());
                if (speakers) {
                    row.add("speaker_id", "speaker_" + (number++ % 2 + 1));
                }
                segments.add(row);
            }
        }
        var answer = Json.object()
                .add("model", model)
                .add("text", heard.text())
                .addNull("language")
                .add("segments", segments);
        int seconds = (int) Math.ceil(heard.seconds());
        behaviour
                .usage(new Usage(3, Tokens.count(heard.text()), 0, 0, 0))
                .ifPresent(usage -> answer.add(
                        "usage",
                        Json.object()
                                .add("prompt_audio_seconds", seconds)
                                .add("prompt_tokens", usage.input())
                                .add("total_tokens", usage.total() + seconds * AUDIO_TOKENS_PER_SECOND)
                                .add("completion_tokens", usage.output())
                                .add(
                                        "prompt_tokens_details",
                                        Json.object()
                                                .add("cached_tokens", 0)
                                                .add("audio_tokens", seconds * AUDIO_TOKENS_PER_SECOND))
                                .add("service_tier", "standard")));
        return answer.addNull("finish_reason").build();
    }

    private static Vendor.Endpoint embeddings(JsonObject body) {
        refuseUnknown(body, EMBEDDING_FIELDS);
        String model = model(body);
        List<String> inputs = inputs(body);
        OptionalInt wanted = Mistral.integer(body, "output_dimension", 1);
        if (wanted.isPresent() && model.equals("mistral-embed")) {
            throw new Refusal(Mistral.error(
                    400, "This model does not support output_dimension.", "invalid_request_error", "3051"));
        }
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, inputs),
                behaviour -> {
                    JsonObject vectors =
                            OpenAiMedia.vectors(inputs, model, wanted.orElse(DIMENSIONS), false, behaviour);
                    return Mistral.json(200, vectors);
                },
                false);
    }

    private static Vendor.Endpoint moderations(JsonObject body) {
        refuseUnknown(body, MODERATION_FIELDS);
        String model = model(body);
        List<String> inputs = inputs(body);
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, inputs),
                behaviour -> {
                    var results = Json.array();
                    for (String input : inputs) {
                        results.add(OpenAiMedia.verdict(CATEGORIES, OpenAiMedia.isViolent(input, behaviour)));
                    }
                    return Mistral.json(
                            200,
                            Json.object()
                                    .add("id", Ids.hexadecimal(32))
                                    .add("model", model)
                                    .add("results", results)
                                    .build());
                },
                false);
    }

    private static void refuseUnknown(JsonObject body, Set<String> known) {
        for (Map.Entry<String, JsonValue> field : body.entrySet()) {
            if (!known.contains(field.getKey())) {
                throw Mistral.field(
                        field.getKey(), "extra_forbidden", "Extra inputs are not permitted", field.getValue());
            }
        }
    }

    private static String model(JsonObject body) {
        String model = text(body, "model");
        requireModel(model);
        return model;
    }

    private static void requireModel(String model) {
        if (!Models.exists(model)) {
            throw new Refusal(Mistral.invalidModel(model));
        }
    }

    private static String text(JsonObject body, String field) {
        if (!body.containsKey(field)) {
            throw Mistral.field(field, "missing", "Field required", body);
        }
        return Json.string(body, field)
                .orElseThrow(
                        () -> Mistral.field(field, "string_type", "Input should be a valid string", body.get(field)));
    }

    private static List<String> inputs(JsonObject body) {
        if (!body.containsKey("input")) {
            throw Mistral.field("input", "missing", "Field required", body);
        }
        return Json.strings(body.get("input"))
                .orElseThrow(() ->
                        Mistral.field("input", "string_type", "Input should be a valid string", body.get("input")));
    }
}
