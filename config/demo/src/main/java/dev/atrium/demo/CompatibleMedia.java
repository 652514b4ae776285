package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images, sound and vectors from a server that people run themselves, and the pictures that answers only name the address of.
 */
final class CompatibleMedia {

    private static final Pattern PICTURE = Pattern.compile("/files/(\\d{1,4})x(\\d{1,4})-(\\d{1,2})\\.png");
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");
    private static final String USUAL_SIZE = "512x512";
    private static final int DIMENSIONS = 384;

    private CompatibleMedia() {}

    static Optional<Vendor.Endpoint> endpoint(HttpRequest request, String path) {
        Matcher picture = PICTURE.matcher(path);
        if (picture.matches() && request.method().equals("GET")) {
            return Optional.of(new Vendor.Endpoint.Fixed(picture(picture)));
        }
        if (!request.method().equals("POST")) {
            return Optional.empty();
        }
        return switch (path) {
            case "/images/generations" -> Optional.of(images(body(request), request));
            case "/audio/speech" -> Optional.of(speech(body(request)));
            case "/audio/transcriptions" -> Optional.of(transcription(request));
            case "/embeddings" -> Optional.of(embeddings(body(request)));
            default -> Optional.empty();
        };
    }

    static String address(String host, int width, int height, int number) {
        return "http://" + host + "/compatible/v1/files/" + width + "x" + height + "-" + number + ".png";
    }

    private static Whole picture(Matcher picture) {
        byte[] file = Painter.paint(
                "a picture",
                Integer.parseInt(picture.group(3)),
                Math.max(1, Integer.parseInt(picture.group(1))),
                Math.max(1, Integer.parseInt(picture.group(2))),
                "png");
        return new Whole(200, Map.of("content-type", "image/png"), file);
    }

    private static JsonObject body(HttpRequest request) {
        return Json.parseObject(request.text()).orElseThrow(() -> Compatible.invalid("The body is not a JSON object."));
    }

    private static Vendor.Endpoint images(JsonObject body, HttpRequest request) {
        String model = model(Json.string(body, "model"));
        String text = text(body, "prompt");
        Matcher size = SIZE.matcher(Json.string(body, "size").orElse(USUAL_SIZE));
        if (!size.matches()) {
            throw Compatible.invalid("The field 'size' must be like " + USUAL_SIZE + ".");
        }
        int width = Integer.parseInt(size.group(1));
        int height = Integer.parseInt(size.group(2));
        int count = body.get("n") instanceof JsonNumber number ? Math.max(1, Math.min(10, number.intValue())) : 1;
        boolean files =
                Json.string(body, "response_format").filter("b64_json"::equals).isPresent();
        String host = request.header("host").orElse("127.0.0.1");
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, List.of(text)),
                behaviour -> {
                    if (behaviour.refusal()) {
                        return Compatible.error(
                                400, "The content was filtered.", "invalid_request_error", "content_filter");
                    }
                    var data = Json.array();
                    for (int i = 0; i < count; i++) {
                        data.add(
                                files
                                        ? Json.object()
                                                .add(
                                                        "b64_json",
                                                        Sound.base64(Painter.paint(text, i, width, height, "png")))
                                        : Json.object().add("url", address(host, width, height, i)));
                    }
                    return Whole.json(
                            200,
                            Json.object()
                                    .add("created", Instant.now().getEpochSecond())
                                    .add("data", data)
                                    .build());
                },
                false);
    }

    private static Vendor.Endpoint speech(JsonObject body) {
        String model = model(Json.string(body, "model"));
        String text = text(body, "input");
        String voice = text(body, "voice");
        String format = Json.string(body, "response_format").orElse("mp3");
        double speed = body.get("speed") instanceof JsonNumber number ? number.doubleValue() : 1;
        if (!List.of("mp3", "opus", "aac", "flac", "wav", "pcm").contains(format)) {
            throw Compatible.invalid("The field 'response_format' is not a format of sound.");
        }
        if (!(speed >= 0.25 && speed <= 4)) {
            throw Compatible.invalid("The field 'speed' must be from 0.25 to 4.");
        }
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, List.of(text)),
                behaviour -> new Whole(
                        200,
                        Map.of("content-type", Sound.contentType(format)),
                        Sound.speak(Behaviour.withoutMarkers(text), voice, speed, format)),
                true);
    }

    private static Vendor.Endpoint transcription(HttpRequest request) {
        Form form = Form.read(request).orElseThrow(() -> Compatible.invalid("The body is not a form."));
        String model = model(form.field("model"));
        Form.File file = Optional.ofNullable(form.files().get("file"))
                .orElseThrow(() -> Compatible.invalid("The field 'file' is required."));
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, List.of(form.field("prompt").orElse(""))),
                behaviour -> OpenAiMedia.transcript(
                        Listener.hear(file.content(), behaviour),
                        form.field("response_format").orElse("json"),
                        form.all("timestamp_granularities[]"),
                        false,
                        behaviour),
                false);
    }

    private static Vendor.Endpoint embeddings(JsonObject body) {
        String model = model(Json.string(body, "model"));
        List<String> inputs = Json.present(body, "input")
                .flatMap(Json::strings)
                .orElseThrow(() -> Compatible.invalid("The field 'input' must be a string or an array of strings."));
        int dimensions = body.get("dimensions") instanceof JsonNumber number
                ? Math.max(1, Math.min(4096, number.intValue()))
                : DIMENSIONS;
        return new Vendor.Endpoint.Product(
                OpenAiMedia.prompt(model, inputs),
                behaviour -> Whole.json(200, OpenAiMedia.vectors(inputs, model, dimensions, false, behaviour)),
                false);
    }

    private static String model(Optional<String> model) {
        String id = model.orElseThrow(() -> Compatible.invalid("The field 'model' is required."));
        if (!Models.exists(id)) {
            throw new Refusal(Compatible.error(
                    404, "The model `" + id + "` does not exist.", "invalid_request_error", "model_not_found"));
        }
        return id;
    }

    private static String text(JsonObject body, String field) {
        return Json.string(body, field)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Compatible.invalid("The field '" + field + "' is required."));
    }
}
