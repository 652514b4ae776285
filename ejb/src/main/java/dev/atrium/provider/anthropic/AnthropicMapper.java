package dev.atrium.provider.anthropic;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
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
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates between the port and Anthropic's messages. */
final class AnthropicMapper implements TextProtocol {

    private static final double MAX_TEMPERATURE = 1;

    AnthropicRequest whole(TextRequest request) {
        return request(request, null);
    }

    AnthropicRequest streaming(TextRequest request) {
        return request(request, true);
    }

    /** Sampling parameters only where they are set, newer models refuse them at any value; and never for a model that thinks. */
    private static AnthropicRequest request(TextRequest request, Boolean stream) {
        AnthropicThinking thinking = AnthropicThinking.of(request);
        boolean samples = thinking.thinking().isEmpty();
        OptionalDouble temperature = samples ? request.temperature() : OptionalDouble.empty();
        OptionalDouble topP = samples ? request.topP() : OptionalDouble.empty();
        List<String> stop =
                request.stop().stream().filter(text -> !text.isBlank()).toList();
        Tools tools = request.features().tools();
        return new AnthropicRequest(
                request.model(),
                request.maxTokens(),
                request.system().filter(text -> !text.isBlank()).orElse(null),
                AnthropicBlocks.messages(request),
                tools.isEmpty()
                        ? null
                        : tools.available().stream().map(AnthropicMapper::tool).toList(),
                toolChoice(tools),
                temperature.isPresent() ? Math.min(temperature.getAsDouble(), MAX_TEMPERATURE) : null,
                topP.isPresent() ? topP.getAsDouble() : null,
                stop.isEmpty() ? null : stop,
                thinking.thinking().orElse(null),
                outputConfig(thinking, request.features().output()),
                stream);
    }

    private static AnthropicRequest.Tool tool(Tools.Tool tool) {
        JsonObject schema = tool.parameters();
        return new AnthropicRequest.Tool(
                tool.name(),
                tool.description().isEmpty() ? null : tool.description(),
                schema.containsKey("type")
                        ? schema
                        : WireJson.object(schema).add("type", "object").build());
    }

    private static AnthropicRequest.ToolChoice toolChoice(Tools tools) {
        if (tools.isEmpty() || (tools.choice() == Tools.Mode.AUTO && tools.parallel())) {
            return null;
        }
        Boolean one = tools.parallel() ? null : true;
        if (tools.choice() instanceof Tools.Named named) {
            return new AnthropicRequest.ToolChoice("tool", named.name(), one);
        }
        return switch ((Tools.Mode) tools.choice()) {
            case AUTO -> new AnthropicRequest.ToolChoice("auto", null, one);
            case NONE -> new AnthropicRequest.ToolChoice("none", null, null);
            case REQUIRED -> new AnthropicRequest.ToolChoice("any", null, one);
        };
    }

    private static AnthropicRequest.OutputConfig outputConfig(AnthropicThinking thinking, OutputFormat output) {
        if (output instanceof OutputFormat.Json) {
            throw Failure.unable(
                    "Anthropic", "promises JSON only for a schema: give one, or ask for JSON in the prompt.");
        }
        AnthropicRequest.Format format = output instanceof OutputFormat.JsonSchema shape
                ? new AnthropicRequest.Format("json_schema", shape.schema())
                : null;
        return format == null && thinking.effort().isEmpty()
                ? null
                : new AnthropicRequest.OutputConfig(thinking.effort().orElse(null), format);
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
        List<AnthropicMessage.Block> blocks = message.content() == null ? List.of() : message.content();
        return new TextResult(
                joined(blocks, AnthropicMessage.Block::text),
                joined(blocks, AnthropicMessage.Block::thinking),
                blocks.stream()
                        .filter(AnthropicMapper::isCall)
                        .map(block -> call(block, ""))
                        .toList(),
                finishReason(message.stopReason()),
                Optional.ofNullable(message.usage()).map(AnthropicMapper::usage));
    }

    private static String joined(List<AnthropicMessage.Block> blocks, Function<AnthropicMessage.Block, String> part) {
        return blocks.stream().map(part).filter(Objects::nonNull).collect(Collectors.joining());
    }

    static boolean isCall(AnthropicMessage.Block block) {
        return "tool_use".equals(block.type());
    }

    /** @param written the arguments as they came in pieces; where there were none, they stand in the block */
    static ToolCall call(AnthropicMessage.Block block, String written) {
        String arguments =
                written.isEmpty() && block.input() != null ? block.input().toString() : written;
        return ToolCallAssembly.call(block.id(), block.name(), arguments);
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
        long thinking = usage.outputDetails() == null
                ? 0
                : Usage.count(usage.outputDetails().thinkingTokens());
        return Usage.of(input, Usage.count(usage.outputTokens()), read, written, thinking);
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
                .code(type)
                .elseRetryAfter(untilReset(head));
        // Its "true" would have even a conflict (409) tried again, which another try of the same request does not cure.
        if (head.header("x-should-retry").filter("false"::equals).isPresent()) {
            failure.isTransient(false);
        }
        return failure.exception();
    }

    /** The longest of the waits until the limits that are used up begin anew. */
    private static Optional<Duration> untilReset(AnswerHead head) {
        return Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .map(what -> "anthropic-ratelimit-" + what)
                .filter(limit ->
                        head.header(limit + "-remaining").filter("0"::equals).isPresent())
                .flatMap(limit -> head.header(limit + "-reset").stream())
                .flatMap(reset -> Waits.until(reset).stream())
                .max(Comparator.naturalOrder());
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
            case "invalid_request_error" -> invalidRequest(status, message.toLowerCase(Locale.ROOT));
            default -> status < 300 ? Kind.UNAVAILABLE : Failure.kindOf(status);
        };
    }

    /** One type for all that is refused before the model is asked: only the sentence tells the reason. */
    private static Kind invalidRequest(int status, String message) {
        if (message.contains("credit balance") || message.contains("usage limits") || message.contains("spend limit")) {
            return Kind.QUOTA;
        }
        if (message.contains("prompt is too long") || message.contains("context limit")) {
            return Kind.CONTEXT_LENGTH;
        }
        if (message.contains("content filtering policy")) {
            return Kind.CONTENT_POLICY;
        }
        return status < 300 ? Kind.BAD_REQUEST : Failure.kindOf(status);
    }
}
