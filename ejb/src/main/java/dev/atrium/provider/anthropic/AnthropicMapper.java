package dev.atrium.provider.anthropic;

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
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Translates between the port and Anthropic's messages. */
final class AnthropicMapper implements TextProtocol {

    private static final double MAX_TEMPERATURE = 1;

    AnthropicRequest whole(TextRequest request) {
        return request(request, null);
    }

    AnthropicRequest streaming(TextRequest request) {
        return request(request, true);
    }

    /** Sampling parameters only where they are set: newer models refuse them at any value. */
    private static AnthropicRequest request(TextRequest request, Boolean stream) {
        OptionalDouble temperature = request.temperature();
        OptionalDouble topP = request.topP();
        List<String> stop =
                request.stop().stream().filter(text -> !text.isBlank()).toList();
        return new AnthropicRequest(
                request.model(),
                request.maxTokens(),
                request.system().filter(text -> !text.isBlank()).orElse(null),
                messages(request),
                temperature.isPresent() ? Math.min(temperature.getAsDouble(), MAX_TEMPERATURE) : null,
                topP.isPresent() ? topP.getAsDouble() : null,
                stop.isEmpty() ? null : stop,
                stream);
    }

    private static List<AnthropicRequest.Message> messages(TextRequest request) {
        return Conversation.spoken(request).stream()
                .map(message ->
                        new AnthropicRequest.Message(message.role().name().toLowerCase(Locale.ROOT), message.text()))
                .toList();
    }

    @Override
    public HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint) {
        return HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + "/messages"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header(AnthropicApi.KEY_HEADER, endpoint.apiKey())
                .header(AnthropicApi.VERSION_HEADER, AnthropicApi.VERSION)
                .POST(HttpRequest.BodyPublishers.ofString(WireJson.write(streaming(request))))
                .build();
    }

    @Override
    public StreamDecoder decoder(AnswerHead head) {
        return new AnthropicStreamDecoder(this, head);
    }

    TextResult result(AnthropicMessage message) {
        return new TextResult(
                joined(message, AnthropicMessage.Block::text),
                joined(message, AnthropicMessage.Block::thinking),
                finishReason(message.stopReason()),
                Optional.ofNullable(message.usage()).map(AnthropicMapper::usage));
    }

    private static String joined(AnthropicMessage message, Function<AnthropicMessage.Block, String> part) {
        List<AnthropicMessage.Block> blocks = message.content() == null ? List.of() : message.content();
        return blocks.stream().map(part).filter(Objects::nonNull).collect(Collectors.joining());
    }

    static FinishReason finishReason(String stopReason) {
        return switch (stopReason == null ? "" : stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }

    static TokenUsage usage(AnthropicUsage usage) {
        long read = Usage.count(usage.cacheReadInputTokens());
        long written = Usage.count(usage.cacheCreationInputTokens());
        long input = Usage.count(usage.inputTokens()) + written + read;
        return Usage.of(input, Usage.count(usage.outputTokens()), read, written, 0);
    }

    @Override
    public ProviderException failure(AnswerHead head, String body) {
        JsonObject root = WireJson.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT);
        return failure(head, WireJson.object(root, "error"), WireJson.text(root, "request_id"));
    }

    /**
     * Classifies an error.
     *
     * @param error the object {@code error} of a body or of an event
     * @param requestId from beside it, for a proxy may have dropped the header; empty when it is not there
     */
    ProviderException failure(AnswerHead head, JsonObject error, String requestId) {
        String type = WireJson.text(error, "type");
        Failure failure = Failure.of(head, kind(head.status(), type, WireJson.text(error, "message")))
                .requestId(head.header("request-id").orElse(requestId.isEmpty() ? null : requestId))
                .code(type);
        if (!head.isSuccess()) {
            head.header("x-should-retry").ifPresent(should -> failure.isTransient(should.equals("true")));
        }
        return failure.exception();
    }

    private static Kind kind(int status, String type, String message) {
        return switch (type) {
            case "authentication_error", "permission_error" -> Kind.INVALID_KEY;
            case "billing_error" -> Kind.QUOTA;
            case "not_found_error" -> Kind.UNKNOWN_MODEL;
            case "request_too_large" -> Kind.CONTEXT_LENGTH;
            case "rate_limit_error" -> Kind.RATE_LIMITED;
            case "overloaded_error", "api_error" -> Kind.UNAVAILABLE;
            case "timeout_error" -> Kind.TIMEOUT;
            case "invalid_request_error" -> invalidRequest(message.toLowerCase(Locale.ROOT));
            default -> status < 300 ? Kind.UNAVAILABLE : Failure.kindOf(status);
        };
    }

    /** One type for all that is refused before the model is asked: only the sentence tells the reason. */
    private static Kind invalidRequest(String message) {
        if (message.contains("credit balance") || message.contains("usage limits") || message.contains("spend limit")) {
            return Kind.QUOTA;
        }
        if (message.contains("prompt is too long") || message.contains("context limit")) {
            return Kind.CONTEXT_LENGTH;
        }
        return message.contains("content filtering policy") ? Kind.CONTENT_POLICY : Kind.BAD_REQUEST;
    }
}
