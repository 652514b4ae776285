package dev.atrium.provider.google;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.File;
import dev.atrium.provider.api.ChatMessage.Image;
import dev.atrium.provider.api.ChatMessage.ImageAddress;
import dev.atrium.provider.api.ChatMessage.Role;
import dev.atrium.provider.api.ChatMessage.Text;
import dev.atrium.provider.api.ChatMessage.ToolResult;
import dev.atrium.provider.api.ChatMessage.ToolUse;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.google.GoogleContent.Part;
import dev.atrium.provider.http.Conversation;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the messages of a request. Gemini wants all results of the tools of one turn together in the next content. */
final class GoogleContents {

    private static final String PDF = "application/pdf";

    /** Google's word for calls that it has not signed, since another model made them, or whose signature was lost. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private final TextRequest request;

    GoogleContents(TextRequest request) {
        this.request = request;
    }

    List<GoogleContent> contents() {
        List<GoogleContent> contents = new ArrayList<>();
        List<Part> results = new ArrayList<>();
        for (ChatMessage message : Conversation.spoken(request)) {
            if (message.role() == Role.TOOL) {
                message.parts().forEach(part -> results.add(Part.of(result((ToolResult) part))));
                continue;
            }
            if (!results.isEmpty()) {
                contents.add(new GoogleContent("user", List.copyOf(results)));
                results.clear();
            }
            contents.add(content(message));
        }
        if (!results.isEmpty()) {
            contents.add(new GoogleContent("user", results));
        }
        return contents;
    }

    private GoogleContent content(ChatMessage message) {
        boolean signed = message.parts().stream()
                .anyMatch(part ->
                        part instanceof ToolUse use && use.call().signature().isPresent());
        List<Part> parts = new ArrayList<>();
        boolean called = false;
        for (ChatMessage.Part part : message.parts()) {
            if (part instanceof ToolUse use) {
                // Of the calls of one turn, the first is signed for all.
                Optional<String> missing = signed || called ? Optional.empty() : Optional.of(UNSIGNED);
                parts.add(call(use.call(), use.call().signature().or(() -> missing)));
                called = true;
            } else if (!(part instanceof Text text && text.text().isEmpty())
                    || message.parts().size() == 1) {
                parts.add(said(part));
            }
        }
        return new GoogleContent(message.role() == Role.ASSISTANT ? "model" : "user", parts);
    }

    private static Part said(ChatMessage.Part part) {
        if (part instanceof Image image) {
            return data(image.media());
        }
        if (part instanceof ImageAddress) {
            throw Failure.unable("Gemini", "fetches no images by itself: send the image instead of its address.");
        }
        if (part instanceof File file) {
            return file(file);
        }
        return Part.of(((Text) part).text());
    }

    private static Part file(File file) {
        if (Conversation.isText(file.media())) {
            return Part.of(Conversation.quoted(file));
        }
        if (!file.media().type().equals(PDF)) {
            throw Failure.unable(
                    "Gemini", "takes PDF and text files, not " + file.media().type() + ": convert the file.");
        }
        return data(file.media());
    }

    private static Part data(Media media) {
        return Part.of(new GoogleContent.Blob(media.type(), media.base64()));
    }

    private static Part call(ToolCall call, Optional<String> signature) {
        JsonObject arguments = WireJson.object(call.arguments())
                .orElseThrow(() -> Failure.unable(
                        "Gemini",
                        "takes back calls of tools with a JSON object as arguments only, which those of " + call.name()
                                + " are not: leave the call out."));
        return Part.of(new GoogleContent.FunctionCall(call.id(), call.name(), arguments), signature.orElse(null));
    }

    private GoogleContent.FunctionResponse result(ToolResult result) {
        String tool = Conversation.toolOf(request, result)
                .orElseThrow(() -> Failure.unable(
                        "Gemini",
                        "takes a tool's result only with the call before it: send the assistant's message with the call"
                                + " of this id along."));
        return new GoogleContent.FunctionResponse(result.callId(), tool, response(result));
    }

    /** Gemini takes nothing but an object: the result, if it is one, else one that holds it. */
    private static JsonObject response(ToolResult result) {
        if (result.failed()) {
            return WireJson.object().add("error", result.text()).build();
        }
        boolean isObject = result.text().stripLeading().startsWith("{");
        return Optional.of(result.text())
                .filter(text -> isObject)
                .flatMap(WireJson::object)
                .orElseGet(() -> WireJson.object().add("result", result.text()).build());
    }
}
