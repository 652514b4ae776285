package dev.atrium.provider.mistral;

import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.Reasoning.Effort;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.TokenUsage;
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
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Translates between the port and Mistral's chat completions. */
final class MistralMapper implements TextProtocol {

    private static final double MAX_TEMPERATURE = 1.5;
    private static final Pattern ADJUSTABLE = Pattern.compile("mistral-(?:small|medium).*");

    MistralRequest whole(TextRequest request) {
        return request(request, null);
    }

    /** Usage needs no asking for: it rides on the last piece. */
    MistralRequest streaming(TextRequest request) {
        return request(request, true);
    }

    private static MistralRequest request(TextRequest request, Boolean stream) {
        OptionalDouble temperature = request.temperature();
        TextFeatures features = request.features();
        Tools tools = features.tools();
        return new MistralRequest(
                request.model(),
                MistralMessages.of(request),
                request.maxTokens(),
                temperature.isPresent() ? Math.min(temperature.getAsDouble(), MAX_TEMPERATURE) : null,
                orNull(request.topP()),
                request.stop().isEmpty() ? null : request.stop(),
                orNull(features.frequencyPenalty()),
                orNull(features.presencePenalty()),
                // Mistral takes no seed below zero.
                features.seed().isPresent() ? features.seed().getAsLong() & Long.MAX_VALUE : null,
                tools.isEmpty()
                        ? null
                        : tools.available().stream().map(MistralMapper::tool).toList(),
                toolChoice(tools),
                tools.isEmpty() || tools.parallel() ? null : false,
                format(features.output()),
                effort(request.model(), features.reasoning()),
                stream);
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static MistralRequest.Tool tool(Tools.Tool tool) {
        return new MistralRequest.Tool(
                "function",
                new MistralRequest.Function(
                        tool.name(), tool.description().isEmpty() ? null : tool.description(), tool.parameters()));
    }

    private static JsonValue toolChoice(Tools tools) {
        if (tools.isEmpty() || tools.choice() == Tools.Mode.AUTO) {
            return null;
        }
        return tools.choice() instanceof Tools.Named named
                ? WireJson.object()
                        .add("type", "function")
                        .add("function", WireJson.object().add("name", named.name()))
                        .build()
                : WireJson.string(tools.choice() == Tools.Mode.NONE ? "none" : "any");
    }

    private static MistralRequest.ResponseFormat format(OutputFormat output) {
        if (output instanceof OutputFormat.JsonSchema shape) {
            return new MistralRequest.ResponseFormat(
                    "json_schema",
                    new MistralRequest.Schema(shape.name(), shape.schema(), shape.strict() ? true : null));
        }
        return output instanceof OutputFormat.Json ? new MistralRequest.ResponseFormat("json_object", null) : null;
    }

    /** Models whose reasoning can be adjusted know to think, and not to; others always think, or never, and refuse to be told. */
    private static String effort(String model, Reasoning reasoning) {
        if (!ADJUSTABLE.matcher(model).matches()) {
            return null;
        }
        return reasoning
                .effort()
                .map(effort -> effort.compareTo(Effort.MINIMAL) <= 0 ? "none" : "high")
                .orElse(reasoning.visible() ? "high" : null);
    }

    @Override
    public HttpRequest streamed(TextRequest request, ProviderEndpoint endpoint) {
        return HttpRequest.newBuilder(URI.create(endpoint.baseUrl() + "/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", authorization(endpoint))
                .POST(HttpRequest.BodyPublishers.ofString(WireJson.write(streaming(request))))
                .build();
    }

    static String authorization(ProviderEndpoint endpoint) {
        return "Bearer " + endpoint.apiKey();
    }

    @Override
    public StreamDecoder decoder(AnswerHead head) {
        return new MistralStreamDecoder(this, head);
    }

    TextResult result(MistralCompletion completion, ProviderEndpoint endpoint) {
        if (completion.choices() == null || completion.choices().isEmpty()) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL).exception();
        }
        MistralCompletion.Choice choice = completion.choices().get(0);
        if (isError(choice.finishReason())) {
            throw Failure.of(endpoint.provider(), Kind.UNAVAILABLE)
                    .isTransient(true)
                    .exception();
        }
        if (choice.message() == null) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("no_message")
                    .exception();
        }
        ToolCallAssembly calls = new ToolCallAssembly();
        collect(choice.message().toolCalls(), true, calls);
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        for (Piece piece : pieces(choice.message().content())) {
            (piece.isThinking() ? reasoning : text).append(piece.text());
        }
        return new TextResult(
                text.toString(),
                reasoning.toString(),
                calls.calls(),
                finishReason(choice.finishReason(), !calls.isEmpty()),
                Optional.ofNullable(completion.usage()).map(MistralMapper::usage));
    }

    /** @param whole whether each of these is a call of its own, and not maybe a piece of one */
    static void collect(List<MistralCompletion.ToolCall> reported, boolean whole, ToolCallAssembly calls) {
        List<MistralCompletion.ToolCall> all = reported == null ? List.of() : reported;
        for (int i = 0; i < all.size(); i++) {
            MistralCompletion.ToolCall call = all.get(i);
            MistralCompletion.Function function =
                    call.function() == null ? new MistralCompletion.Function(null, null) : call.function();
            calls.add(whole ? Integer.valueOf(i) : call.index(), call.id(), function.name(), function.arguments());
        }
    }

    /** A part of an answer's content, never empty. */
    record Piece(boolean isThinking, String text) {}

    /** The pieces of a content, which is a text, or a list of texts and of thoughts that are again lists of texts. */
    static List<Piece> pieces(JsonValue content) {
        List<Piece> pieces = new ArrayList<>();
        collect(content, false, pieces);
        return pieces;
    }

    private static void collect(JsonValue content, boolean isThinking, List<Piece> pieces) {
        if (content instanceof JsonString string) {
            if (!string.getString().isEmpty()) {
                pieces.add(new Piece(isThinking, string.getString()));
            }
        } else if (content instanceof JsonArray array) {
            array.forEach(part -> collect(part, isThinking, pieces));
        } else if (content instanceof JsonObject part) {
            switch (WireJson.text(part, "type")) {
                case "text" -> collect(part.get("text"), isThinking, pieces);
                case "thinking" -> collect(part.get("thinking"), true, pieces);
                default -> {
                    // References and the like, which are no text.
                }
            }
        }
    }

    static boolean isError(String finishReason) {
        return "error".equals(finishReason);
    }

    static FinishReason finishReason(String reported, boolean callsTools) {
        return switch (reported == null ? "" : reported) {
            case "length", "model_length" -> FinishReason.LENGTH;
            case "tool_calls" -> FinishReason.TOOL_CALLS;
            default -> callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    static TokenUsage usage(MistralUsage usage) {
        long cached = usage.promptDetails() == null
                ? 0
                : Usage.count(usage.promptDetails().cachedTokens());
        return Usage.of(Usage.count(usage.promptTokens()), Usage.count(usage.completionTokens()), cached, 0, 0);
    }

    @Override
    public ProviderException failure(AnswerHead head, String body) {
        return failure(head, WireJson.object(body).orElse(JsonObject.EMPTY_JSON_OBJECT));
    }

    /**
     * Classifies an error. Its body comes in five shapes, in some of which {@code message} is an object or a list; what is
     * needed of them is the status, and a type and code where they are given.
     */
    ProviderException failure(AnswerHead head, JsonObject error) {
        String type = WireJson.text(error, "type");
        String code = WireJson.text(error, "code");
        return Failure.of(head, kind(head, type, code, WireJson.text(error, "message")))
                .requestId(head.header("mistral-correlation-id").orElse(null))
                .code(type.isEmpty() ? code : type)
                .elseRetryAfter(Waits.inSentence(WireJson.text(error, "message")))
                .exception();
    }

    private static Kind kind(AnswerHead head, String type, String code, String message) {
        if (type.equals("invalid_model") || code.equals("1500")) {
            return Kind.UNKNOWN_MODEL;
        }
        if (type.equals("insufficient_quota")) {
            return Kind.QUOTA;
        }
        if (type.startsWith("guardrail")) {
            return Kind.CONTENT_POLICY;
        }
        if (code.equals("3051") || message.contains("maximum context length")) {
            return Kind.CONTEXT_LENGTH;
        }
        if (type.equals("rate_limited")) {
            return Kind.RATE_LIMITED;
        }
        // Within a stream the status is that of its beginning; an error there is the server's, not the caller's.
        return head.isSuccess() ? Kind.UNAVAILABLE : Failure.kindOf(head.status());
    }
}
