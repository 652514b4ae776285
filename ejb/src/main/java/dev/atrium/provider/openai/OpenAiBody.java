package dev.atrium.provider.openai;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.File;
import dev.atrium.provider.api.ChatMessage.Image;
import dev.atrium.provider.api.ChatMessage.ImageAddress;
import dev.atrium.provider.api.ChatMessage.Part;
import dev.atrium.provider.api.ChatMessage.Text;
import dev.atrium.provider.api.ChatMessage.ToolResult;
import dev.atrium.provider.api.ChatMessage.ToolUse;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.Reasoning.Effort;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.http.Conversation;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the body of {@code POST /chat/completions}. OpenAI refuses members that it does not know, so what is not set is not
 * sent; and as callers may add members that only their server knows, the body is JSON and no record.
 */
final class OpenAiBody {

    private static final int MAX_STOP = 4;
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";

    private static final Pattern O_SERIES = Pattern.compile("o[1-9].*");
    private static final Pattern GPT_5 = Pattern.compile("gpt-5(?:-.*)?");
    private static final Pattern GPT_5_1 = Pattern.compile("gpt-5\\.1(?:-.*)?");
    private static final Pattern GPT_LATER = Pattern.compile("gpt-(?:5\\.[2-9]|[6-9]).*");

    private final OpenAiMapper dialect;
    private final TextRequest request;
    private final TextFeatures features;

    OpenAiBody(OpenAiMapper dialect, TextRequest request) {
        this.dialect = dialect;
        this.request = request;
        this.features = request.features();
    }

    JsonObject whole() {
        return complete(common());
    }

    /** Without {@code include_usage} a stream reports no usage at all. */
    JsonObject streaming() {
        return complete(common().add("stream", true)
                .add("stream_options", WireJson.object().add("include_usage", true)));
    }

    private JsonObjectBuilder common() {
        JsonObjectBuilder body = WireJson.object()
                .add("model", request.model())
                .add("messages", messages())
                // Newer models refuse the old name, older servers do not know the new one.
                .add(isOpenAi() ? "max_completion_tokens" : "max_tokens", request.maxTokens());
        request.temperature().ifPresent(value -> body.add("temperature", value));
        request.topP().ifPresent(value -> body.add("top_p", value));
        if (!request.stop().isEmpty()) {
            body.add("stop", stop());
        }
        features.frequencyPenalty().ifPresent(value -> body.add("frequency_penalty", value));
        features.presencePenalty().ifPresent(value -> body.add("presence_penalty", value));
        features.seed().ifPresent(value -> body.add("seed", value));
        if (!features.tools().isEmpty()) {
            addTools(body, features.tools());
        }
        format(features.output()).ifPresent(format -> body.add("response_format", format));
        effort().ifPresent(effort -> body.add("reasoning_effort", effort.name().toLowerCase(Locale.ROOT)));
        return body;
    }

    private JsonObject complete(JsonObjectBuilder builder) {
        JsonObject body = builder.build();
        if (features.extra().isEmpty()) {
            return body;
        }
        JsonObjectBuilder all = WireJson.object();
        features.extra().forEach(all::add);
        body.forEach(all::add);
        return all.build();
    }

    private boolean isOpenAi() {
        return dialect == OpenAiMapper.OPENAI;
    }

    private JsonArrayBuilder stop() {
        if (isOpenAi() && request.stop().size() > MAX_STOP) {
            throw Failure.unable("OpenAI", "takes at most " + MAX_STOP + " stop sequences: give fewer.");
        }
        JsonArrayBuilder stop = WireJson.array();
        request.stop().forEach(stop::add);
        return stop;
    }

    private JsonArrayBuilder messages() {
        JsonArrayBuilder messages = WireJson.array();
        request.system().ifPresent(text -> messages.add(message("system").add("content", text)));
        for (ChatMessage message : Conversation.spoken(request)) {
            switch (message.role()) {
                case USER -> messages.add(message("user").add("content", content(message)));
                case ASSISTANT -> messages.add(assistant(message));
                case TOOL -> message.parts().forEach(part -> messages.add(result((ToolResult) part)));
            }
        }
        return messages;
    }

    private static JsonObjectBuilder message(String role) {
        return WireJson.object().add("role", role);
    }

    private JsonValue content(ChatMessage message) {
        if (message.parts().stream().allMatch(Text.class::isInstance)) {
            return WireJson.string(message.text());
        }
        return WireJson.array(message.parts().stream().map(this::part).toList());
    }

    private JsonObject part(Part part) {
        if (part instanceof Image image) {
            if (isOpenAi() && !IMAGES.contains(image.media().type())) {
                throw Failure.unable(
                        "OpenAI",
                        "sees PNG, JPEG, GIF and WebP, not " + image.media().type() + ": convert the image.");
            }
            return image(image.media().dataUrl());
        }
        if (part instanceof ImageAddress image) {
            return image(image.address().toString());
        }
        if (part instanceof File file && !Conversation.isText(file.media())) {
            return file(file);
        }
        return text(part instanceof File file ? Conversation.quoted(file) : ((Text) part).text());
    }

    private static JsonObject text(String text) {
        return WireJson.object().add("type", "text").add("text", text).build();
    }

    private static JsonObject image(String url) {
        return WireJson.object()
                .add("type", "image_url")
                .add("image_url", WireJson.object().add("url", url))
                .build();
    }

    private static JsonObject file(File file) {
        if (!file.media().type().equals(PDF)) {
            throw Failure.unable(
                    "OpenAI's format",
                    "takes PDF and text files, not " + file.media().type() + ": convert the file.");
        }
        return WireJson.object()
                .add("type", "file")
                .add(
                        "file",
                        WireJson.object()
                                .add("filename", file.name())
                                .add("file_data", file.media().dataUrl()))
                .build();
    }

    private static JsonObjectBuilder assistant(ChatMessage message) {
        JsonObjectBuilder assistant = message("assistant");
        JsonArrayBuilder calls = WireJson.array();
        message.parts().stream()
                .filter(ToolUse.class::isInstance)
                .map(part -> ((ToolUse) part).call())
                .forEach(call -> calls.add(WireJson.object()
                        .add("id", call.id())
                        .add("type", "function")
                        .add(
                                "function",
                                WireJson.object().add("name", call.name()).add("arguments", call.arguments()))));
        JsonArray made = calls.build();
        if (made.isEmpty() || !message.text().isEmpty()) {
            assistant.add("content", message.text());
        }
        return made.isEmpty() ? assistant : assistant.add("tool_calls", made);
    }

    private static JsonObjectBuilder result(ToolResult result) {
        return message("tool").add("tool_call_id", result.callId()).add("content", result.text());
    }

    private static void addTools(JsonObjectBuilder body, Tools tools) {
        JsonArrayBuilder list = WireJson.array();
        for (Tools.Tool tool : tools.available()) {
            JsonObjectBuilder function = WireJson.object().add("name", tool.name());
            if (!tool.description().isEmpty()) {
                function.add("description", tool.description());
            }
            list.add(WireJson.object()
                    .add("type", "function")
                    .add("function", function.add("parameters", tool.parameters())));
        }
        body.add("tools", list);
        if (tools.choice() instanceof Tools.Named named) {
            body.add(
                    "tool_choice",
                    WireJson.object()
                            .add("type", "function")
                            .add("function", WireJson.object().add("name", named.name())));
        } else if (tools.choice() != Tools.Mode.AUTO) {
            body.add("tool_choice", tools.choice() == Tools.Mode.NONE ? "none" : "required");
        }
        if (!tools.parallel()) {
            body.add("parallel_tool_calls", false);
        }
    }

    private static Optional<JsonObjectBuilder> format(OutputFormat output) {
        if (output instanceof OutputFormat.JsonSchema shape) {
            JsonObjectBuilder schema =
                    WireJson.object().add("name", shape.name()).add("schema", shape.schema());
            if (shape.strict()) {
                schema.add("strict", true);
            }
            return Optional.of(WireJson.object().add("type", "json_schema").add("json_schema", schema));
        }
        return output instanceof OutputFormat.Json
                ? Optional.of(WireJson.object().add("type", "json_object"))
                : Optional.empty();
    }

    private Optional<Effort> effort() {
        Optional<Effort> wanted = features.reasoning().effort();
        if (!isOpenAi()) {
            return wanted;
        }
        Set<Effort> known = efforts(request.model());
        return known.isEmpty() ? Optional.empty() : wanted.map(effort -> effort.nearest(known));
    }

    /** The efforts that a model of OpenAI knows; none for those that do not reason, or always do so in the same way. */
    private static Set<Effort> efforts(String model) {
        if (model.contains("-chat")) {
            return Set.of();
        }
        if (O_SERIES.matcher(model).matches()) {
            return EnumSet.range(Effort.LOW, Effort.HIGH);
        }
        if (GPT_5.matcher(model).matches()) {
            return EnumSet.range(Effort.MINIMAL, Effort.HIGH);
        }
        if (GPT_5_1.matcher(model).matches()) {
            return EnumSet.of(Effort.NONE, Effort.LOW, Effort.MEDIUM, Effort.HIGH);
        }
        return GPT_LATER.matcher(model).matches()
                ? EnumSet.of(Effort.NONE, Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH)
                : Set.of();
    }
}
