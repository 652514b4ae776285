package dev.atrium.provider.openai;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.http.AnswerHead;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.StreamDecoder;
import dev.atrium.provider.http.TextProtocol;
import dev.atrium.provider.http.ToolCallAssembly;
import dev.atrium.provider.http.Usage;
import dev.atrium.provider.http.Waits;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Translates between the port and chat completions, in two dialects: that of OpenAI itself, and the one that compatible
 * servers have in common.
 */
enum OpenAiMapper implements TextProtocol {
    OPENAI,

    /**
     * Older and looser: the limit is {@code max_tokens}, the end of the stream may be the only sign that the answer is complete,
     * and error bodies come in any shape.
     */
    COMPATIBLE;

    private static final String REQUEST_ID = "x-request-id";

    private static final Set<String> QUOTA_CODES = Set.of("insufficient_quota", "billing_hard_limit_reached");
    private static final Set<String> POLICY_CODES = Set.of(
            "content_filter",
            "content_policy_violation",
            "invalid_prompt",
            "moderation_blocked",
            "responsibleaipolicyviolation");
    private static final Set<String> OVERLOAD_CODES = Set.of(
            "server_error",
            "internal_server_error",
            "internalservererror",
            "service_unavailable",
            "server_overloaded",
            "overloaded");

    JsonObject whole(TextRequest request) {
        return new OpenAiBody(this, request).whole();
    }

    JsonObject streaming(TextRequest request) {
        return new OpenAiBody(this, request).streaming();
    }

    @Override
    public HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + "/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(streaming(request).toString()));
        Optional.ofNullable(authorization(endpoint)).ifPresent(value -> builder.header("Authorization", value));
        return builder.build();
    }

    /** The header's value, or null for a server that needs no key. */
    static String authorization(ProviderEndpoint endpoint) {
        return endpoint.apiKey().isEmpty() ? null : "Bearer " + endpoint.apiKey();
    }

    @Override
    public StreamDecoder decoder(AnswerHead head) {
        return new OpenAiStreamDecoder(this, head);
    }

    TextResult result(OpenAiCompletion completion, ProviderEndpoint endpoint) {
        if (completion.choices() == null || completion.choices().isEmpty()) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL).exception();
        }
        OpenAiCompletion.Choice choice = completion.choices().get(0);
        OpenAiCompletion.Message message = choice.message();
        if (message == null) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("no_message")
                    .exception();
        }
        ToolCallAssembly calls = new ToolCallAssembly();
        collect(message.toolCalls(), true, calls);
        return new TextResult(
                orEmpty(message.content()) + orEmpty(message.refusal()),
                orEmpty(message.thoughts()),
                calls.calls(),
                finishReason(choice.finishReason(), hasText(message.refusal()), !calls.isEmpty()),
                usage(completion.usage()));
    }

    /** @param whole whether each of these is a call of its own, and not maybe a piece of one */
    static void collect(List<OpenAiToolCall> reported, boolean whole, ToolCallAssembly calls) {
        List<OpenAiToolCall> all = reported == null ? List.of() : reported;
        for (int i = 0; i < all.size(); i++) {
            OpenAiToolCall call = all.get(i);
            OpenAiToolCall.Function function =
                    call.function() == null ? new OpenAiToolCall.Function(null, null) : call.function();
            calls.add(whole ? Integer.valueOf(i) : call.index(), call.id(), function.name(), function.arguments());
        }
    }

    static boolean hasText(String text) {
        return text != null && !text.isEmpty();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /**
     * Why the answer ended. A refusal is text that says so, and OpenAI ends it with {@code stop}, as it does an answer that had to
     * call a certain tool.
     */
    static FinishReason finishReason(String reported, boolean refused, boolean callsTools) {
        if (refused) {
            return FinishReason.CONTENT_FILTER;
        }
        return switch (orEmpty(reported)) {
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            default -> callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    static Optional<TokenUsage> usage(OpenAiUsage usage) {
        if (usage == null || (usage.promptTokens() == null && usage.completionTokens() == null)) {
            return Optional.empty();
        }
        OpenAiUsage.PromptDetails prompt =
                usage.promptDetails() == null ? new OpenAiUsage.PromptDetails(null, null) : usage.promptDetails();
        long reasoning = usage.completionDetails() == null
                ? 0
                : Usage.count(usage.completionDetails().reasoningTokens());
        return Optional.of(Usage.of(
                Usage.count(usage.promptTokens()),
                Usage.count(usage.completionTokens()),
                Usage.count(prompt.cachedTokens()),
                Usage.count(prompt.cacheWriteTokens()),
                reasoning));
    }

    @Override
    public ProviderException failure(AnswerHead head, String body) {
        JsonObject root = WireJson.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT);
        // vLLM puts the members of the error at the top.
        return failure(head, root.containsKey("error") ? error(root.get("error")) : root);
    }

    /** The error as an object; Ollama gives no more than a sentence. */
    static JsonObject error(JsonValue error) {
        return error instanceof JsonObject object
                ? object
                : WireJson.object().add("message", error).build();
    }

    /** @param error the object {@code error} of a body or of an event */
    ProviderException failure(AnswerHead head, JsonObject error) {
        String code = WireJson.text(error, "code").toLowerCase(Locale.ROOT);
        String type = WireJson.text(error, "type").toLowerCase(Locale.ROOT);
        return Failure.of(head, kind(head.status(), code, type, error))
                .requestId(head.header(REQUEST_ID).orElse(null))
                .code(code.isEmpty() ? type : code)
                .elseRetryAfter(
                        Waits.inSentence(WireJson.text(error, "message")).or(() -> untilReset(head)))
                .exception();
    }

    /** The longer of the waits until the limits that are used up begin anew. */
    private static Optional<Duration> untilReset(AnswerHead head) {
        return Stream.of("requests", "tokens")
                .filter(what -> head.header("x-ratelimit-remaining-" + what)
                        .filter("0"::equals)
                        .isPresent())
                .flatMap(what -> head.header("x-ratelimit-reset-" + what).stream())
                .flatMap(reset -> Waits.duration(reset).stream())
                .max(Comparator.naturalOrder());
    }

    private static Kind kind(int status, String code, String type, JsonObject error) {
        if (QUOTA_CODES.contains(code) || QUOTA_CODES.contains(type)) {
            return Kind.QUOTA;
        }
        if (POLICY_CODES.contains(code) || POLICY_CODES.contains(type)) {
            return Kind.CONTENT_POLICY;
        }
        if (code.equals("context_length_exceeded") || (status == 400 && saysTooLong(error))) {
            return Kind.CONTEXT_LENGTH;
        }
        if (code.equals("invalid_api_key")) {
            return Kind.INVALID_KEY;
        }
        if (code.equals("model_not_found")) {
            return Kind.UNKNOWN_MODEL;
        }
        if (code.equals("rate_limit_exceeded")) {
            return Kind.RATE_LIMITED;
        }
        if (status < 400 && (OVERLOAD_CODES.contains(code) || OVERLOAD_CODES.contains(type))) {
            return Kind.UNAVAILABLE;
        }
        if (status < 400 && type.equals("invalid_request_error")) {
            return Kind.BAD_REQUEST;
        }
        if (status < 400 && !error.isEmpty()) {
            return numeric(code);
        }
        return Failure.kindOf(status);
    }

    /** Within a stream, vLLM and LiteLLM give the status that they can no longer send as the code. */
    private static Kind numeric(String code) {
        return code.matches("[45][0-9]{2}") ? Failure.kindOf(Integer.parseInt(code)) : Kind.UNAVAILABLE;
    }

    /** Compatible servers have no code for it, only sentences like OpenAI's older ones. */
    private static boolean saysTooLong(JsonObject error) {
        String message = WireJson.text(error, "message").toLowerCase(Locale.ROOT);
        return message.contains("context length") || message.contains("context window");
    }
}
