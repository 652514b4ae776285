package dev.atrium.provider.openai;

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
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

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
    private static final Set<String> OVERLOAD_CODES =
            Set.of("server_error", "internal_server_error", "internalservererror", "service_unavailable", "overloaded");

    OpenAiRequest whole(TextRequest request) {
        return request(request, null, null);
    }

    /** Without {@code include_usage} a stream reports no usage at all. */
    OpenAiRequest streaming(TextRequest request) {
        return request(request, true, new OpenAiRequest.StreamOptions(true));
    }

    private OpenAiRequest request(TextRequest request, Boolean stream, OpenAiRequest.StreamOptions options) {
        return new OpenAiRequest(
                request.model(),
                messages(request),
                this == OPENAI ? request.maxTokens() : null,
                this == OPENAI ? null : request.maxTokens(),
                orNull(request.temperature()),
                orNull(request.topP()),
                request.stop().isEmpty() ? null : request.stop(),
                stream,
                options);
    }

    private static List<OpenAiRequest.Message> messages(TextRequest request) {
        List<OpenAiRequest.Message> messages = new ArrayList<>();
        request.system().ifPresent(text -> messages.add(new OpenAiRequest.Message("system", text)));
        for (ChatMessage message : Conversation.spoken(request)) {
            String role = message.role().name().toLowerCase(Locale.ROOT);
            messages.add(new OpenAiRequest.Message(role, message.text()));
        }
        return messages;
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    @Override
    public HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + "/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(WireJson.write(streaming(request))));
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
        boolean refused = hasText(message.refusal());
        String text = orEmpty(message.content()) + orEmpty(message.refusal());
        return new TextResult(
                text,
                orEmpty(message.reasoningContent()),
                finishReason(choice.finishReason(), refused),
                usage(completion.usage()));
    }

    static boolean hasText(String text) {
        return text != null && !text.isEmpty();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** A refusal is text that says so, and OpenAI ends it with {@code stop}. */
    static FinishReason finishReason(String reported, boolean refused) {
        if (refused) {
            return FinishReason.CONTENT_FILTER;
        }
        return switch (orEmpty(reported)) {
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            default -> FinishReason.STOP;
        };
    }

    static Optional<TokenUsage> usage(OpenAiUsage usage) {
        if (usage == null || (usage.promptTokens() == null && usage.completionTokens() == null)) {
            return Optional.empty();
        }
        long cached = usage.promptDetails() == null
                ? 0
                : Usage.count(usage.promptDetails().cachedTokens());
        long reasoning = usage.completionDetails() == null
                ? 0
                : Usage.count(usage.completionDetails().reasoningTokens());
        return Optional.of(Usage.of(
                Usage.count(usage.promptTokens()), Usage.count(usage.completionTokens()), cached, 0, reasoning));
    }

    @Override
    public ProviderException failure(AnswerHead head, String body) {
        JsonObject root = WireJson.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT);
        // vLLM puts the members of the error at the top.
        return failure(head, root.containsKey("error") ? WireJson.object(root, "error") : root);
    }

    /** @param error the object {@code error} of a body or of an event */
    ProviderException failure(AnswerHead head, JsonObject error) {
        String code = WireJson.text(error, "code").toLowerCase(Locale.ROOT);
        String type = WireJson.text(error, "type").toLowerCase(Locale.ROOT);
        return Failure.of(head, kind(head.status(), code, type, error))
                .requestId(head.header(REQUEST_ID).orElse(null))
                .code(code.isEmpty() ? type : code)
                .exception();
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
