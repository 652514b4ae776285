package dev.atrium.provider.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request for text, already fitted to the model: an option that the model refuses is absent.
 *
 * @param model the provider's own id of the model
 * @param system the system prompt
 * @param messages the conversation, oldest first, ending with the user's message or the results of tools; never empty
 * @param maxTokens the most output tokens to produce, at least 1
 * @param temperature 0 to 2, in the scale of OpenAI; vendors with a smaller range cap it
 * @param topP 0 to 1
 * @param stop sequences that end the answer
 * @param features what is asked for beyond a plain answer
 */
public record TextRequest(
        String model,
        Optional<String> system,
        List<ChatMessage> messages,
        int maxTokens,
        OptionalDouble temperature,
        OptionalDouble topP,
        List<String> stop,
        TextFeatures features) {

    public TextRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(topP, "topP");
        Objects.requireNonNull(features, "features");
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("A request has at least one message");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is at least 1");
        }
    }

    /** A request for a plain answer. */
    public TextRequest(
            String model,
            Optional<String> system,
            List<ChatMessage> messages,
            int maxTokens,
            OptionalDouble temperature,
            OptionalDouble topP,
            List<String> stop) {
        this(model, system, messages, maxTokens, temperature, topP, stop, TextFeatures.NONE);
    }

    /** This request with its pictures in memory; itself where it has none. */
    public TextRequest loaded() {
        if (messages.stream().noneMatch(ChatMessage::hasPictures)) {
            return this;
        }
        List<ChatMessage> here = messages.stream().map(ChatMessage::loaded).toList();
        return new TextRequest(model, system, here, maxTokens, temperature, topP, stop, features);
    }

    /** This request with other features. */
    public TextRequest with(TextFeatures other) {
        return new TextRequest(model, system, messages, maxTokens, temperature, topP, stop, other);
    }
}
