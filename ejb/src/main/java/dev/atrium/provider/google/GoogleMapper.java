package dev.atrium.provider.google;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.TextProtocol;
import dev.atrium.provider.http.ToolCallAssembly;
import dev.atrium.provider.http.Usage;
import dev.atrium.provider.http.Waits;
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
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates between the port and Gemini's {@code generateContent}. */
final class GoogleMapper implements TextProtocol {

    private static final String MODELS = "models/";
    private static final int MAX_STOP = 5;
    private static final Set<String> BROKEN = Set.of(
            "MALFORMED_FUNCTION_CALL",
            "UNEXPECTED_TOOL_CALL",
            "TOO_MANY_TOOL_CALLS",
            "MISSING_THOUGHT_SIGNATURE",
            "MALFORMED_RESPONSE");

    GoogleRequest request(TextRequest request) {
        Tools tools = request.features().tools();
        if (!tools.isEmpty() && !tools.parallel()) {
            throw Failure.unable("Gemini", "cannot be kept from calling several tools at once: allow it.");
        }
        return new GoogleRequest(
                new GoogleContents(request).contents(),
                request.system()
                        .filter(text -> !text.isBlank())
                        .map(text -> new GoogleContent(null, List.of(GoogleContent.Part.of(text))))
                        .orElse(null),
                tools.isEmpty()
                        ? null
                        : List.of(new GoogleRequest.Tool(tools.available().stream()
                                .map(GoogleMapper::declaration)
                                .toList())),
                toolConfig(tools),
                config(request));
    }

    private static GoogleRequest.FunctionDeclaration declaration(Tools.Tool tool) {
        return new GoogleRequest.FunctionDeclaration(
                tool.name(),
                tool.description().isEmpty() ? null : tool.description(),
                tool.parameters().isEmpty() ? null : tool.parameters());
    }

    private static GoogleRequest.ToolConfig toolConfig(Tools tools) {
        if (tools.isEmpty() || tools.choice() == Tools.Mode.AUTO) {
            return null;
        }
        return new GoogleRequest.ToolConfig(
                tools.choice() instanceof Tools.Named named
                        ? new GoogleRequest.FunctionCallingConfig("ANY", List.of(named.name()))
                        : new GoogleRequest.FunctionCallingConfig(
                                tools.choice() == Tools.Mode.NONE ? "NONE" : "ANY", null));
    }

    private static GoogleRequest.GenerationConfig config(TextRequest request) {
        TextFeatures features = request.features();
        return new GoogleRequest.GenerationConfig(
                orNull(request.temperature()),
                orNull(request.topP()),
                request.maxTokens(),
                stop(request),
                orNull(features.frequencyPenalty()),
                orNull(features.presencePenalty()),
                // Gemini's seeds have 32 bits.
                features.seed().isPresent()
                        ? Integer.valueOf(Long.hashCode(features.seed().getAsLong()))
                        : null,
                features.output() instanceof OutputFormat.Text ? null : "application/json",
                features.output() instanceof OutputFormat.JsonSchema shape ? shape.schema() : null,
                GoogleThinking.of(modelId(request), features.reasoning()).orElse(null));
    }

    private static List<String> stop(TextRequest request) {
        if (request.stop().size() > MAX_STOP) {
            throw Failure.unable("Gemini", "takes at most " + MAX_STOP + " stop sequences: give fewer.");
        }
        return request.stop().isEmpty() ? null : request.stop();
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
        Optional<GoogleResponse.Candidate> candidate = candidate(response);
        if (candidate.isEmpty() && response.promptFeedback() != null) {
            throw blocked(head, response);
        }
        String finishReason = candidate
                .map(GoogleResponse.Candidate::finishReason)
                .orElseThrow(() ->
                        Failure.of(head, Kind.PROTOCOL).code("no_finish_reason").exception());
        Optional<ProviderException> broken = broken(head, finishReason);
        if (broken.isPresent()) {
            throw broken.get();
        }
        List<ToolCall> calls = calls(candidate.get());
        return new TextResult(
                joined(candidate.get(), part -> !part.isThought()),
                joined(candidate.get(), GoogleContent.Part::isThought),
                calls,
                finishReason(finishReason, !calls.isEmpty()),
                Optional.ofNullable(response.usageMetadata()).map(GoogleMapper::usage));
    }

    private static String joined(GoogleResponse.Candidate candidate, Predicate<GoogleContent.Part> wanted) {
        return texts(candidate).filter(wanted).map(GoogleContent.Part::text).collect(Collectors.joining());
    }

    /** The parts that hold text. */
    private static Stream<GoogleContent.Part> texts(GoogleResponse.Candidate candidate) {
        return parts(candidate).filter(GoogleMapper::hasText);
    }

    static boolean hasText(GoogleContent.Part part) {
        return part.text() != null && !part.text().isEmpty();
    }

    /** The parts of an answer; there may be no content, and no parts in it. */
    static Stream<GoogleContent.Part> parts(GoogleResponse.Candidate candidate) {
        return candidate.content() == null || candidate.content().parts() == null
                ? Stream.empty()
                : candidate.content().parts().stream();
    }

    private static List<ToolCall> calls(GoogleResponse.Candidate candidate) {
        return parts(candidate)
                .filter(part -> part.functionCall() != null)
                .map(GoogleMapper::call)
                .toList();
    }

    /** A call of a tool. Older models give it no id. */
    static ToolCall call(GoogleContent.Part part) {
        GoogleContent.FunctionCall call = part.functionCall();
        return new ToolCall(
                call.id() == null || call.id().isEmpty() ? ToolCallAssembly.newId() : call.id(),
                call.name(),
                call.args() == null ? "{}" : call.args().toString(),
                Optional.ofNullable(part.thoughtSignature()));
    }

    static Optional<GoogleResponse.Candidate> candidate(GoogleResponse response) {
        return response.candidates() == null || response.candidates().isEmpty()
                ? Optional.empty()
                : Optional.of(response.candidates().get(0));
    }

    /** Why there is no answer to this prompt. */
    static Optional<String> blockReason(GoogleResponse response) {
        return Optional.ofNullable(response.promptFeedback())
                .filter(feedback -> candidate(response).isEmpty())
                .map(GoogleResponse.PromptFeedback::blockReason);
    }

    static ProviderException blocked(AnswerHead head, GoogleResponse response) {
        return Failure.of(head, Kind.CONTENT_POLICY)
                .code(blockReason(response).orElse(null))
                .exception();
    }

    /** The model tried to call a tool and wrote something unreadable, for which another try may do. */
    static Optional<ProviderException> broken(AnswerHead head, String finishReason) {
        return BROKEN.contains(finishReason)
                ? Optional.of(Failure.of(head, Kind.PROTOCOL)
                        .code(finishReason)
                        .isTransient(true)
                        .exception())
                : Optional.empty();
    }

    /** Google adds reasons from time to time; one that is not known still says that the answer is over. */
    static FinishReason finishReason(String reported, boolean callsTools) {
        return switch (reported) {
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            default -> callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    static TokenUsage usage(GoogleResponse.UsageMetadata usage) {
        long thoughts = Usage.count(usage.thoughtsTokenCount());
        return Usage.of(
                Usage.count(usage.promptTokenCount()) + Usage.count(usage.toolUsePromptTokenCount()),
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
                .retryAfter(retryDelay(error).or(() -> Waits.inSentence(WireJson.text(error, "message"))))
                .exception();
    }

    private static Kind kind(AnswerHead head, JsonObject error, String status) {
        String message = WireJson.text(error, "message").toLowerCase(Locale.ROOT);
        return switch (status) {
            case "INVALID_ARGUMENT" -> invalidArgument(head, error, message);
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
    private static Kind invalidArgument(AnswerHead head, JsonObject error, String message) {
        if (details(error).anyMatch(detail -> WireJson.text(detail, "reason").equals("API_KEY_INVALID"))) {
            return Kind.INVALID_KEY;
        }
        if (message.contains("token count") && message.contains("exceeds")) {
            return Kind.CONTEXT_LENGTH;
        }
        return head.isSuccess() ? Kind.BAD_REQUEST : Failure.kindOf(head.status());
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
                .flatMap(detail -> Waits.duration(WireJson.text(detail, "retryDelay")).stream())
                .findFirst();
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
