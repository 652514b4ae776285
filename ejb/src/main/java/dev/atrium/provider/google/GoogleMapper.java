package dev.atrium.provider.google;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Conversation;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.TextProtocol;
import dev.atrium.provider.http.Usage;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates between the port and Gemini's {@code generateContent}. */
final class GoogleMapper implements TextProtocol {

    private static final String MODELS = "models/";
    private static final Pattern SECONDS = Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,9}))?s");

    GoogleRequest request(TextRequest request) {
        return new GoogleRequest(
                Conversation.spoken(request).stream().map(GoogleMapper::content).toList(),
                request.system()
                        .filter(text -> !text.isBlank())
                        .map(text -> new GoogleContent(null, parts(text)))
                        .orElse(null),
                new GoogleRequest.GenerationConfig(
                        orNull(request.temperature()),
                        orNull(request.topP()),
                        request.maxTokens(),
                        request.stop().isEmpty() ? null : request.stop()));
    }

    private static GoogleContent content(ChatMessage message) {
        String role = message.role() == ChatMessage.Role.ASSISTANT ? "model" : "user";
        return new GoogleContent(role, parts(message.text()));
    }

    private static List<GoogleContent.Part> parts(String text) {
        return List.of(new GoogleContent.Part(text, null));
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** The id without the prefix that model lists give it. */
    static String modelId(TextRequest request) {
        return modelId(request.model());
    }

    static String modelId(String model) {
        return model.startsWith(MODELS) ? model.substring(MODELS.length()) : model;
    }

    @Override
    public HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint) {
        String model = URLEncoder.encode(modelId(request), StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(
                        URI.create(endpoint.baseUrl() + "/models/" + model + ":streamGenerateContent?alt=sse"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header(GoogleApi.KEY_HEADER, endpoint.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString(WireJson.write(request(request))))
                .build();
    }

    @Override
    public StreamDecoder decoder(AnswerHead head) {
        return new GoogleStreamDecoder(this, head);
    }

    TextResult result(GoogleResponse response, ProviderEndpoint endpoint) {
        AnswerHead head = new AnswerHead(endpoint.provider(), 200, name -> Optional.empty());
        if (isBlocked(response)) {
            throw blocked(head);
        }
        Optional<GoogleResponse.Candidate> candidate = candidate(response);
        String finishReason = candidate
                .map(GoogleResponse.Candidate::finishReason)
                .orElseThrow(() ->
                        Failure.of(head, Kind.PROTOCOL).code("no_finish_reason").exception());
        return new TextResult(
                joined(candidate.get(), part -> !part.isThought()),
                joined(candidate.get(), GoogleContent.Part::isThought),
                finishReason(finishReason),
                Optional.ofNullable(response.usageMetadata()).map(GoogleMapper::usage));
    }

    private static String joined(GoogleResponse.Candidate candidate, Predicate<GoogleContent.Part> wanted) {
        return texts(candidate).filter(wanted).map(GoogleContent.Part::text).collect(Collectors.joining());
    }

    /** The parts that hold text; there may be no content, and no parts in it. */
    static Stream<GoogleContent.Part> texts(GoogleResponse.Candidate candidate) {
        if (candidate.content() == null || candidate.content().parts() == null) {
            return Stream.empty();
        }
        return candidate.content().parts().stream()
                .filter(part -> part.text() != null && !part.text().isEmpty());
    }

    static Optional<GoogleResponse.Candidate> candidate(GoogleResponse response) {
        return response.candidates() == null || response.candidates().isEmpty()
                ? Optional.empty()
                : Optional.of(response.candidates().get(0));
    }

    static boolean isBlocked(GoogleResponse response) {
        return response.promptFeedback() != null
                && response.promptFeedback().blockReason() != null
                && candidate(response).isEmpty();
    }

    static ProviderException blocked(AnswerHead head) {
        return Failure.of(head, Kind.CONTENT_POLICY).exception();
    }

    /** Google adds reasons from time to time; one that is not known still says that the answer is over. */
    static FinishReason finishReason(String reported) {
        return switch (reported) {
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY" ->
                FinishReason.CONTENT_FILTER;
            case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" -> FinishReason.TOOL_CALLS;
            default -> FinishReason.STOP;
        };
    }

    static TokenUsage usage(GoogleResponse.UsageMetadata usage) {
        long thoughts = Usage.count(usage.thoughtsTokenCount());
        return Usage.of(
                Usage.count(usage.promptTokenCount()),
                Usage.count(usage.candidatesTokenCount()) + thoughts,
                Usage.count(usage.cachedContentTokenCount()),
                0,
                thoughts);
    }

    @Override
    public ProviderException failure(AnswerHead head, String body) {
        JsonObject root = WireJson.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT);
        return failure(head, WireJson.object(root, "error"));
    }

    /**
     * Classifies an error.
     *
     * @param error the object {@code error} of a body or of an event
     */
    ProviderException failure(AnswerHead head, JsonObject error) {
        String status = WireJson.text(error, "status");
        return Failure.of(head, kind(head, error, status))
                .code(status)
                .retryAfter(retryDelay(error).orElse(null))
                .exception();
    }

    private static Kind kind(AnswerHead head, JsonObject error, String status) {
        String message = WireJson.text(error, "message").toLowerCase(Locale.ROOT);
        return switch (status) {
            case "INVALID_ARGUMENT" -> invalidArgument(error, message);
            case "PERMISSION_DENIED", "UNAUTHENTICATED" -> Kind.INVALID_KEY;
            case "NOT_FOUND" -> Kind.UNKNOWN_MODEL;
            case "RESOURCE_EXHAUSTED" -> isDailyQuota(error) ? Kind.QUOTA : Kind.RATE_LIMITED;
            case "DEADLINE_EXCEEDED" -> Kind.TIMEOUT;
            case "INTERNAL", "UNAVAILABLE", "CANCELLED", "ABORTED" -> Kind.UNAVAILABLE;
            default ->
                Failure.kindOf(
                        head.isSuccess() && error.get("code") instanceof JsonNumber code
                                ? code.intValue()
                                : head.status());
        };
    }

    /** An invalid key is an invalid argument to Google, told from others by its reason. */
    private static Kind invalidArgument(JsonObject error, String message) {
        if (details(error).anyMatch(detail -> WireJson.text(detail, "reason").equals("API_KEY_INVALID"))) {
            return Kind.INVALID_KEY;
        }
        return message.contains("token count") && message.contains("exceeds") ? Kind.CONTEXT_LENGTH : Kind.BAD_REQUEST;
    }

    /** Waiting cures a quota by the minute, which is a limit of the rate, but not one by the day. */
    private static boolean isDailyQuota(JsonObject error) {
        return details(error)
                .flatMap(detail -> objects(detail.get("violations")))
                .anyMatch(violation -> WireJson.text(violation, "quotaId").contains("PerDay"));
    }

    /** Google has no {@code Retry-After}; the wait stands among the details, as {@code 34.4s}. */
    private static Optional<Duration> retryDelay(JsonObject error) {
        return details(error)
                .filter(detail -> WireJson.text(detail, "@type").endsWith("RetryInfo"))
                .map(detail -> SECONDS.matcher(WireJson.text(detail, "retryDelay")))
                .filter(Matcher::matches)
                .map(GoogleMapper::duration)
                .findFirst();
    }

    private static Duration duration(Matcher seconds) {
        String fraction = seconds.group(2) == null ? "" : seconds.group(2);
        long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)), nanos);
    }

    private static Stream<JsonObject> details(JsonObject error) {
        return objects(error.get("details"));
    }

    private static Stream<JsonObject> objects(JsonValue list) {
        return list instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                : Stream.empty();
    }
}
