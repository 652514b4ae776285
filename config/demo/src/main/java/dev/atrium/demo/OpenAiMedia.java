package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** OpenAI's {@code /images/generations}, {@code /audio/…}, {@code /embeddings} and {@code /moderations}. */
final class OpenAiMedia {

    private static final Set<String> IMAGE_FIELDS = Set.of(
            "prompt",
            "model",
            "n",
            "quality",
            "response_format",
            "output_format",
            "output_compression",
            "stream",
            "partial_images",
            "size",
            "moderation",
            "background",
            "style",
            "user");
    private static final Set<String> GPT_ONLY =
            Set.of("output_format", "output_compression", "stream", "partial_images", "moderation", "background");
    private static final Set<String> SPEECH_FIELDS =
            Set.of("model", "input", "instructions", "voice", "response_format", "speed", "stream_format");
    private static final Set<String> VOICES = Set.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
            "cedar");
    private static final Set<String> SOUNDS = Set.of("mp3", "opus", "aac", "flac", "wav", "pcm");
    private static final Set<String> TRANSCRIPTION_FIELDS = Set.of(
            "model",
            "language",
            "languages[]",
            "keywords[]",
            "prompt",
            "response_format",
            "temperature",
            "include[]",
            "timestamp_granularities[]",
            "stream",
            "chunking_strategy",
            "known_speaker_names[]",
            "known_speaker_references[]");
    private static final Set<String> EXTENSIONS =
            Set.of("flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm");
    private static final Set<String> EMBEDDING_FIELDS =
            Set.of("input", "model", "encoding_format", "dimensions", "user");
    private static final Set<String> MODERATION_FIELDS = Set.of("input", "model");
    private static final List<String> CATEGORIES = List.of(
            "harassment",
            "harassment/threatening",
            "hate",
            "hate/threatening",
            "illicit",
            "illicit/violent",
            "self-harm",
            "self-harm/intent",
            "self-harm/instructions",
            "sexual",
            "sexual/minors",
            "violence",
            "violence/graphic");

    private static final int LONGEST_INPUT = 4096;
    private static final int LARGEST_UPLOAD = 25 * 1024 * 1024;
    private static final int DIARIZED_WITHOUT_STRATEGY_SECONDS = 30;
    private static final int SQUARE = 1024;

    private OpenAiMedia() {}

    static Optional<Vendor.Endpoint> endpoint(HttpRequest request, String path) {
        return switch (path) {
            case "/images/generations" -> Optional.of(images(OpenAi.body(request), request));
            case "/audio/speech" -> Optional.of(speech(OpenAi.body(request)));
            case "/audio/transcriptions" -> Optional.of(transcription(request));
            case "/embeddings" -> Optional.of(embeddings(OpenAi.body(request)));
            case "/moderations" -> Optional.of(moderations(OpenAi.body(request)));
            default -> Optional.empty();
        };
    }

    static Prompt prompt(String model, List<String> texts) {
        return new Prompt(
                model,
                texts.stream().map(text -> new Prompt.Turn("user", text)).toList(),
                0,
                OptionalInt.empty(),
                List.of(),
                1,
                false);
    }

    private static Vendor.Endpoint images(JsonObject body, HttpRequest request) {
        refuseUnknown(body, IMAGE_FIELDS);
        String model = Json.string(body, "model").orElse("dall-e-2");
        boolean gpt = model.contains("gpt-image");
        boolean dallE3 = model.startsWith("dall-e-3");
        requireModel(model);
        for (String field : body.keySet()) {
            boolean foreign = gpt
                    ? field.equals("response_format") || field.equals("style")
                    : GPT_ONLY.contains(field) || (!dallE3 && (field.equals("quality") || field.equals("style")));
            if (foreign) {
                throw unknown(field);
            }
        }
        String text = required(body, "prompt");
        int longest = gpt ? 32_000 : dallE3 ? 4000 : 1000;
        refuseLong("prompt", text, longest);
        int count = new OpenAi.ChatFields(body).integer("n", 1, dallE3 ? 1 : 10).orElse(1);
        int[] size = size(choice(body, "size", sizes(model), gpt ? "auto" : "1024x1024"));
        String quality = gpt
                ? choice(body, "quality", Set.of("low", "medium", "high", "auto"), "auto")
                : choice(body, "quality", Set.of("standard", "hd"), "standard");
        choice(body, "style", Set.of("vivid", "natural"), "vivid");
        String format = choice(body, "output_format", Set.of("png", "jpeg", "webp"), "png");
        boolean addresses = !gpt
                && choice(body, "response_format", Set.of("url", "b64_json"), "url")
                        .equals("url");
        String host = request.header("host").orElse("127.0.0.1");
        return new Vendor.Endpoint.Product(
                prompt(model, List.of(text)),
                behaviour -> {
                    if (behaviour.refusal()) {
                        return OpenAi.error(
                                400,
                                "Your request was rejected by the safety system.",
                                "image_generation_user_error",
                                null,
                                "moderation_blocked");
                    }
                    var data = Json.array();
                    for (int i = 0; i < count; i++) {
                        var image = Json.object();
                        if (addresses) {
                            image.add("url", CompatibleMedia.address(host, size[0], size[1], i));
                        } else {
                            image.add("b64_json", Sound.base64(Painter.paint(text, i, size[0], size[1], format)));
                        }
                        if (dallE3) {
                            image.add("revised_prompt", "A picture of " + text);
                        }
                        data.add(image);
                    }
                    var answer = Json.object().add("created", Instant.now().getEpochSecond());
                    if (gpt) {
                        answer.add("background", "opaque")
                                .add("output_format", format)
                                .add("quality", quality.equals("auto") ? "high" : quality)
                                .add("size", size[0] + "x" + size[1]);
                        behaviour
                                .usage(usage(text, quality, size, count))
                                .ifPresent(usage -> answer.add("usage", usage(usage)));
                    }
                    return json(answer.add("data", data).build());
                },
                false);
    }

    private static Set<String> sizes(String model) {
        if (model.contains("gpt-image-2")) {
            return Set.of();
        }
        if (model.contains("gpt-image")) {
            return Set.of("auto", "1024x1024", "1536x1024", "1024x1536");
        }
        return model.startsWith("dall-e-3")
                ? Set.of("1024x1024", "1792x1024", "1024x1792")
                : Set.of("256x256", "512x512", "1024x1024");
    }

    private static int[] size(String size) {
        if (size.equals("auto")) {
            return new int[] {SQUARE, SQUARE};
        }
        if (!size.matches("[1-9][0-9]{1,3}x[1-9][0-9]{1,3}")) {
            throw OpenAi.invalid("Invalid value: '" + size + "'.", "size", "invalid_value");
        }
        String[] parts = size.split("x");
        return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
    }

    /** What gpt-image-1 reports: 272, 1,056 or 4,160 tokens for a square, half as many again for a larger picture. */
    private static Usage usage(String text, String quality, int[] size, int count) {
        int square =
                switch (quality) {
                    case "low" -> 272;
                    case "medium" -> 1056;
                    default -> 4160;
                };
        int each = size[0] * size[1] > SQUARE * SQUARE ? square * 3 / 2 : square;
        return new Usage(Tokens.count(text) + 3, each * count, 0, 0, 0);
    }

    private static JsonObject usage(Usage usage) {
        return Json.object()
                .add("input_tokens", usage.input())
                .add(
                        "input_tokens_details",
                        Json.object().add("image_tokens", 0).add("text_tokens", usage.input()))
                .add("output_tokens", usage.output())
                .add(
                        "output_tokens_details",
                        Json.object().add("image_tokens", usage.output()).add("text_tokens", 0))
                .add("total_tokens", usage.total())
                .build();
    }

    private static Vendor.Endpoint speech(JsonObject body) {
        refuseUnknown(body, SPEECH_FIELDS);
        String model = required(body, "model");
        requireModel(model);
        String text = required(body, "input");
        refuseLong("input", text, LONGEST_INPUT);
        String voice = required(body, "voice");
        if (!VOICES.contains(voice)) {
            throw OpenAi.invalid(
                    "Invalid value: '" + voice + "'. Supported values are: " + VOICES + ".", "voice", "invalid_value");
        }
        double speed = new OpenAi.ChatFields(body)
                .decimal("speed", 0.25, 4)
                .map(number -> number.doubleValue())
                .orElse(1.0);
        String format = choice(body, "response_format", SOUNDS, "mp3");
        if (choice(body, "stream_format", Set.of("audio", "sse"), "audio").equals("sse")) {
            throw OpenAi.unsupported("stream_format", "");
        }
        return new Vendor.Endpoint.Product(
                prompt(model, List.of(text)),
                behaviour -> new Whole(
                                200,
                                Map.of("content-type", Sound.contentType(format)),
                                Sound.speak(Behaviour.withoutMarkers(text), voice, speed, format))
                        .with(OpenAi.headers()),
                true);
    }

    private static Vendor.Endpoint transcription(HttpRequest request) {
        Form form = Form.read(request).orElseThrow(() -> OpenAi.invalid("Could not parse multipart form", null, null));
        for (String field : form.fields().keySet()) {
            if (!TRANSCRIPTION_FIELDS.contains(field)) {
                throw unknown(field);
            }
        }
        String model = form.field("model")
                .orElseThrow(() -> OpenAi.invalid("you must provide a model parameter", "model", null));
        requireModel(model);
        Form.File file = Optional.ofNullable(form.files().get("file"))
                .orElseThrow(() ->
                        OpenAi.invalid("Missing required parameter: 'file'.", "file", "missing_required_parameter"));
        if (!EXTENSIONS.contains(file.extension())) {
            throw OpenAi.invalid("Unrecognized file format. Supported formats: " + EXTENSIONS, "file", null);
        }
        if (file.content().length > LARGEST_UPLOAD) {
            throw OpenAi.refused(
                    413,
                    "Maximum content size limit (" + LARGEST_UPLOAD + ") exceeded (" + file.content().length
                            + " bytes read)",
                    "server_error",
                    null,
                    null);
        }
        boolean whisper = model.startsWith("whisper");
        boolean diarize = model.contains("diarize");
        String format = format(form, model, whisper, diarize);
        List<String> granularities = form.all("timestamp_granularities[]");
        if (!granularities.isEmpty() && !format.equals("verbose_json")) {
            throw OpenAi.invalid(
                    "timestamp_granularities is only supported with response_format 'verbose_json'.",
                    "timestamp_granularities",
                    "invalid_value");
        }
        if (diarize && form.field("prompt").isPresent()) {
            throw OpenAi.unsupported("prompt", "");
        }
        return new Vendor.Endpoint.Product(
                prompt(model, List.of(form.field("prompt").orElse(""))),
                behaviour -> {
                    var heard = Listener.hear(file.content(), behaviour);
                    if (diarize
                            && heard.seconds() > DIARIZED_WITHOUT_STRATEGY_SECONDS
                            && form.field("chunking_strategy").isEmpty()) {
                        return OpenAi.error(
                                400,
                                "chunking_strategy is required for diarization models",
                                "invalid_request_error",
                                "chunking_strategy",
                                "invalid_value");
                    }
                    return transcript(heard, format, granularities, !whisper, behaviour);
                },
                false);
    }

    private static String format(Form form, String model, boolean whisper, boolean diarize) {
        String format = form.field("response_format").orElse("json");
        Set<String> known = whisper
                ? Set.of("json", "text", "srt", "verbose_json", "vtt")
                : diarize ? Set.of("json", "text", "diarized_json") : Set.of("json", "text");
        if (!known.contains(format)) {
            throw OpenAi.invalid(
                    "response_format '" + format + "' is not compatible with model '" + model
                            + "'. Use 'json' or 'text' instead.",
                    "response_format",
                    "unsupported_value");
        }
        return format;
    }

    static Whole transcript(
            Listener heard, String format, List<String> granularities, boolean tokens, Behaviour behaviour) {
        if (format.equals("text") || format.equals("srt") || format.equals("vtt")) {
            return Whole.of(200, "text/plain; charset=utf-8", subtitles(heard, format))
                    .with(OpenAi.headers());
        }
        var answer = Json.object().add("text", heard.text());
        if (!format.equals("json")) {
            answer.add("task", "transcribe").add("duration", heard.seconds());
        }
        if (format.equals("verbose_json")) {
            answer.add("language", "english");
            if (granularities.contains("word")) {
                answer.add("words", words(heard));
            }
            if (granularities.isEmpty() || granularities.contains("segment")) {
                answer.add("segments", segments(heard, false));
            }
        } else if (format.equals("diarized_json")) {
            answer.add("segments", segments(heard, true));
        }
        if (tokens) {
            int input = (int) Math.ceil(heard.seconds() * 10);
            behaviour
                    .usage(new Usage(input, Tokens.count(heard.text()), 0, 0, 0))
                    .ifPresent(usage -> answer.add(
                            "usage",
                            Json.object()
                                    .add("type", "tokens")
                                    .add("total_tokens", usage.total())
                                    .add("input_tokens", usage.input())
                                    .add(
                                            "input_token_details",
                                            Json.object().add("text_tokens", 0).add("audio_tokens", usage.input()))
                                    .add("output_tokens", usage.output())));
        } else if (behaviour.usage(new Usage(0, 0, 0, 0, 0)).isPresent()) {
            answer.add("usage", Json.object().add("type", "duration").add("seconds", (int) Math.ceil(heard.seconds())));
        }
        return json(answer.build());
    }

    private static JsonArray words(Listener heard) {
        var words = Json.array();
        heard.words()
                .forEach(word -> words.add(Json.object()
                        .add("word", word.text())
                        .add("start", word.start())
                        .add("end", word.end())));
        return words.build();
    }

    private static JsonArray segments(Listener heard, boolean speakers) {
        var segments = Json.array();
        int id = 0;
        for (Listener.Segment segment : heard.segments()) {
            var row = Json.object()
                    .add("start", segment.start())
                    .add("end", segment.end())
                    .add("text", segment.text());
            if (speakers) {
                row.add("type", "transcript.text.segment")
                        .add("id", "seg_" + id)
                        .add("speaker", id % 2 == 0 ? "A" : "B");
            } else {
                row.add("id", id)
                        .add("seek", 0)
                        .add("tokens", JsonValue.EMPTY_JSON_ARRAY)
                        .add("temperature", 0)
                        .add("avg_logprob", -0.2)
                        .add("compression_ratio", 1.1)
                        .add("no_speech_prob", 0.01);
            }
            segments.add(row);
            id++;
        }
        return segments.build();
    }

    private static String subtitles(Listener heard, String format) {
        if (format.equals("text")) {
            return heard.text() + "\n";
        }
        boolean srt = format.equals("srt");
        var text = new StringBuilder(srt ? "" : "WEBVTT\n\n");
        int number = 0;
        for (Listener.Segment segment : heard.segments()) {
            number++;
            if (srt) {
                text.append(number).append('\n');
            }
            text.append(time(segment.start(), srt)).append(" --> ").append(time(segment.end(), srt));
            text.append('\n').append(segment.text().strip()).append("\n\n");
        }
        return text.toString();
    }

    private static String time(double seconds, boolean srt) {
        long millis = Math.round(seconds * 1000);
        String time = "%02d:%02d:%02d.%03d"
                .formatted(millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000);
        return srt ? time.replace('.', ',') : time;
    }

    private static Vendor.Endpoint embeddings(JsonObject body) {
        refuseUnknown(body, EMBEDDING_FIELDS);
        String model = required(body, "model");
        requireModel(model);
        List<String> inputs = inputs(body);
        boolean base64 = choice(body, "encoding_format", Set.of("float", "base64"), "float")
                .equals("base64");
        OptionalInt wanted = new OpenAi.ChatFields(body).integer("dimensions", 1, 3072);
        if (wanted.isPresent() && model.contains("ada")) {
            throw OpenAi.unsupported("dimensions", "");
        }
        int dimensions = wanted.orElse(model.endsWith("large") ? 3072 : 1536);
        return new Vendor.Endpoint.Product(
                prompt(model, inputs), behaviour -> json(vectors(inputs, model, dimensions, base64, behaviour)), false);
    }

    static JsonObject vectors(List<String> inputs, String model, int dimensions, boolean base64, Behaviour behaviour) {
        var data = Json.array();
        for (int i = 0; i < inputs.size(); i++) {
            float[] vector = Embedder.embed(inputs.get(i), dimensions);
            var row = Json.object().add("object", "embedding").add("index", i);
            if (base64) {
                row.add("embedding", Embedder.base64(vector));
            } else {
                row.add("embedding", numbers(vector));
            }
            data.add(row);
        }
        var answer = Json.object().add("object", "list").add("data", data).add("model", model);
        int tokens = inputs.stream().mapToInt(Tokens::count).sum();
        behaviour
                .usage(new Usage(tokens, 0, 0, 0, 0))
                .ifPresent(usage -> answer.add(
                        "usage",
                        Json.object()
                                .add("prompt_tokens", usage.input())
                                .add("completion_tokens", 0)
                                .add("total_tokens", usage.input())));
        return answer.build();
    }

    static JsonArray numbers(float[] vector) {
        var numbers = Json.array();
        for (float value : vector) {
            numbers.add(value);
        }
        return numbers.build();
    }

    private static Vendor.Endpoint moderations(JsonObject body) {
        refuseUnknown(body, MODERATION_FIELDS);
        String model = Json.string(body, "model").orElse("omni-moderation-latest");
        requireModel(model);
        List<String> inputs = inputs(body);
        return new Vendor.Endpoint.Product(
                prompt(model, inputs),
                behaviour -> {
                    var results = Json.array();
                    for (String input : inputs) {
                        boolean flagged = isViolent(input, behaviour);
                        results.add(verdict(CATEGORIES, flagged)
                                .add("flagged", flagged)
                                .add("category_applied_input_types", applied()));
                    }
                    return json(Json.object()
                            .add("id", Ids.next("modr-", 24))
                            .add("model", model)
                            .add("results", results)
                            .build());
                },
                false);
    }

    static boolean isViolent(String input, Behaviour behaviour) {
        return behaviour.refusal()
                || input.toLowerCase(java.util.Locale.ROOT).matches("(?s).*\\b(kill|murder|bomb)\\b.*");
    }

    /** All categories by their names; the violent ones apply or not. */
    static jakarta.json.JsonObjectBuilder verdict(List<String> names, boolean flagged) {
        var categories = Json.object();
        var scores = Json.object();
        for (String name : names) {
            boolean applies = flagged && name.startsWith("violence");
            categories.add(name, applies);
            scores.add(name, applies ? 0.97 : 0.0001);
        }
        return Json.object().add("categories", categories).add("category_scores", scores);
    }

    private static JsonObject applied() {
        var applied = Json.object();
        CATEGORIES.forEach(name -> applied.add(name, Json.array().add("text")));
        return applied.build();
    }

    private static List<String> inputs(JsonObject body) {
        List<String> inputs = Json.present(body, "input")
                .flatMap(Json::strings)
                .orElseThrow(() -> OpenAi.ChatFields.wrongType("input", "a string or an array of strings"));
        if (inputs.isEmpty() || inputs.contains("")) {
            throw OpenAi.invalid("'input' cannot be an empty string.", "input", "invalid_value");
        }
        return inputs;
    }

    private static void refuseUnknown(JsonObject body, Set<String> known) {
        body.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw unknown(field);
                });
    }

    private static Refusal unknown(String field) {
        return OpenAi.invalid("Unknown parameter: '" + field + "'.", field, "unknown_parameter");
    }

    private static void requireModel(String model) {
        if (!Models.exists(model)) {
            throw new Refusal(OpenAi.unknownModel(model));
        }
    }

    private static String required(JsonObject body, String field) {
        if (Json.present(body, field).isEmpty()) {
            throw OpenAi.invalid("Missing required parameter: '" + field + "'.", field, "missing_required_parameter");
        }
        String value = Json.string(body, field).orElseThrow(() -> OpenAi.ChatFields.wrongType(field, "a string"));
        if (value.isEmpty()) {
            throw OpenAi.invalid("Invalid '" + field + "': empty string.", field, "empty_string");
        }
        return value;
    }

    private static void refuseLong(String field, String value, int longest) {
        if (value.length() > longest) {
            throw OpenAi.invalid(
                    "Invalid '" + field + "': string too long. Expected a string with maximum length " + longest
                            + ", but got a string with length " + value.length() + " instead.",
                    field,
                    "string_above_max_length");
        }
    }

    /** One of the known words; any word when none is known. */
    private static String choice(JsonObject body, String field, Set<String> known, String usual) {
        if (Json.present(body, field).isEmpty()) {
            return usual;
        }
        String value = Json.string(body, field).orElseThrow(() -> OpenAi.ChatFields.wrongType(field, "a string"));
        if (!known.isEmpty() && !known.contains(value)) {
            throw OpenAi.invalid(
                    "Invalid value: '" + value + "'. Supported values are: " + known + ".", field, "invalid_value");
        }
        return value;
    }

    private static Whole json(JsonObject body) {
        return Whole.of(200, "application/json", body.toString()).with(OpenAi.headers());
    }
}
