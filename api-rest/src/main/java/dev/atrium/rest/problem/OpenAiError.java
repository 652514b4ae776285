package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What went wrong, as clients of OpenAI know it. They get this instead of a problem document below the address that speaks OpenAI's format. */
@Schema(example = """
    {"error": {"message": "There is no model gpt-0.", "type": "invalid_request_error", "param": "model", "code": "model_not_found"}}\
    """)
public record OpenAiError(Detail error) {

    private static final String SURFACE = "/api/openai/";
    private static final String INVALID_REQUEST = "invalid_request_error";
    private static final String QUOTA = "insufficient_quota";
    private static final String SERVER = "server_error";

    /** Fields that the services know by another name, beside those that are only spelt in another way. */
    private static final Map<String, String> PARAMS = Map.of(
            "count", "n",
            "message", "messages",
            "text", "input",
            "format", "response_format",
            "timestamps", "timestamp_granularities");

    /**
     * The error.
     *
     * @param param the field that is wrong
     * @param code what is wrong, where it has a name
     */
    @JsonbNillable
    public record Detail(String message, String type, String param, String code) {}

    /** A status with the words for it. */
    private record Meaning(int status, String type, String code) {}

    /** Whether the asker of a request expects this. */
    static boolean isWanted(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = info == null ? request.getServletPath() : request.getServletPath() + info;
        return path.startsWith(SURFACE);
    }

    public static OpenAiError of(Problem problem) {
        Meaning meaning = meaning(problem);
        List<FieldError> errors = problem.errors() == null ? List.of() : problem.errors();
        String param = errors.stream()
                .map(error -> param(error.field()))
                .findFirst()
                .orElse(problem.code() == ErrorCode.INVALID_MODEL ? "model" : null);
        String message = errors.isEmpty()
                ? problem.detail()
                : errors.stream()
                        .map(error -> param(error.field()) + " " + error.message())
                        .collect(Collectors.joining("; ", "", "."));
        return new OpenAiError(new Detail(message, meaning.type(), param, meaning.code()));
    }

    /** The status that OpenAI has for it. */
    static int status(Problem problem) {
        return meaning(problem).status();
    }

    /** Whether sending the same again can help; clients try again by themselves at some statuses. */
    static Optional<Boolean> retryable(Problem problem) {
        return switch (problem.code()) {
            case INSUFFICIENT_CREDITS, BUDGET_EXCEEDED, QUOTA_EXCEEDED, PROVIDER_ERROR -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Meaning meaning(Problem problem) {
        String name = problem.code().name().toLowerCase(Locale.ROOT);
        return switch (problem.code()) {
            case INVALID_REQUEST, INVALID_PROVIDER, NOT_FOUND -> new Meaning(problem.status(), INVALID_REQUEST, null);
            case INVALID_MODEL -> new Meaning(404, INVALID_REQUEST, "model_not_found");
            case UNAUTHENTICATED -> new Meaning(401, INVALID_REQUEST, "invalid_api_key");
            case INSUFFICIENT_CREDITS, BUDGET_EXCEEDED, QUOTA_EXCEEDED -> new Meaning(429, QUOTA, QUOTA);
            case RATE_LIMIT_EXCEEDED -> new Meaning(429, "requests", name);
            case CONTENT_POLICY_VIOLATION,
                    FORBIDDEN,
                    CONFLICT,
                    IDEMPOTENCY_IN_PROGRESS,
                    IDEMPOTENCY_MISMATCH,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE -> new Meaning(problem.status(), INVALID_REQUEST, name);
            case INTERNAL_ERROR, PROVIDER_ERROR, PROVIDER_UNAVAILABLE, GENERATION_TIMEOUT ->
                new Meaning(problem.status(), SERVER, name);
        };
    }

    private static String param(String field) {
        return PARAMS.getOrDefault(
                field, field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT));
    }
}
