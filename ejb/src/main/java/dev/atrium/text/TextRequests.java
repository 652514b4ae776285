package dev.atrium.text;

import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Fits requests for text to the model that is to answer them. */
@ApplicationScoped
public class TextRequests {

    private static final int CHEAP_TO_COUNT = 20_000;

    /** English has about four bytes of UTF-8 to a token, other languages fewer. */
    private static final int BYTES_PER_TOKEN = 3;

    private static final String EXPECTATION = "must be a number of tokens above zero";

    private final int defaultMaxTokens;
    private final int defaultMaxTokensReasoning;

    /** For the client proxy. */
    protected TextRequests() {
        defaultMaxTokens = 0;
        defaultMaxTokensReasoning = 0;
    }

    @Inject
    TextRequests(Configuration configuration) {
        defaultMaxTokens = configuration.required("atrium.text.max-tokens", EXPECTATION, TextRequests::tokens);
        defaultMaxTokensReasoning =
                configuration.required("atrium.text.max-tokens-reasoning", EXPECTATION, TextRequests::tokens);
    }

    private static int tokens(String text) {
        int tokens = Integer.parseInt(text);
        if (tokens < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return tokens;
    }

    /**
     * Makes a request that the model takes: options that it refuses are left out, and the oldest messages where all of them would not fit
     * into its window. Of earlier messages a model that does not see gets the words only.
     *
     * @param messages the conversation, oldest first, ending with the user's
     * @throws Refusal when an option is out of range, the last message alone does not fit, or has a picture that the model does not see
     */
    public TextRequest fit(ModelOffer offer, Optional<String> system, List<ChatMessage> messages, TextOptions options) {
        int maxTokens = maxTokens(offer, options);
        return new TextRequest(
                offer.name(),
                system.filter(text -> !text.isBlank()),
                trim(offer, system, seen(offer, messages), maxTokens),
                maxTokens,
                accepted(offer, "temperature", options.temperature()),
                accepted(offer, "topP", options.topP()),
                offer.accepts("stop") ? options.stop() : List.of(),
                accepted(offer, options.features()));
    }

    /**
     * As {@link #fit}, but nothing is left out of what was said: its author, a program, has put it together and must know.
     *
     * @throws Refusal also when not all of the messages fit, or an earlier one has a picture that the model does not see
     */
    public TextRequest fitWhole(
            ModelOffer offer, Optional<String> system, List<ChatMessage> messages, TextOptions options) {
        if (!offer.sees() && messages.stream().anyMatch(ChatMessage::hasPictures)) {
            throw Refusal.invalid("messages", "have a picture, which " + offer.name() + " does not see");
        }
        TextRequest request = fit(offer, system, messages, options);
        if (request.messages().size() < messages.size()) {
            throw tooLong("messages", "are", offer, request.maxTokens());
        }
        return request;
    }

    private static List<ChatMessage> seen(ModelOffer offer, List<ChatMessage> messages) {
        if (offer.sees()) {
            return messages;
        }
        if (messages.get(messages.size() - 1).hasPictures()) {
            throw Refusal.invalid("message", "has a picture, which " + offer.name() + " does not see");
        }
        return messages.stream()
                .map(message -> message.hasPictures() ? ChatMessage.user(message.text()) : message)
                .toList();
    }

    private static TextFeatures accepted(ModelOffer offer, TextFeatures features) {
        TextFeatures accepted = features.withPenalties(
                accepted(offer, "frequencyPenalty", features.frequencyPenalty()),
                accepted(offer, "presencePenalty", features.presencePenalty()));
        if (!offer.accepts("seed")) {
            accepted = accepted.withSeed(OptionalLong.empty());
        }
        return offer.facts().reasoning() ? accepted : accepted.withReasoning(Reasoning.USUAL);
    }

    private int maxTokens(ModelOffer offer, TextOptions options) {
        int most = offer.facts().maxOutputTokens();
        int asked = options.maxTokens()
                .orElse(Math.min(most, offer.facts().reasoning() ? defaultMaxTokensReasoning : defaultMaxTokens));
        if (asked > most) {
            throw Refusal.invalid("maxTokens", "must be at most " + most + " for " + offer.name());
        }
        return asked;
    }

    private static OptionalDouble accepted(ModelOffer offer, String parameter, OptionalDouble value) {
        return offer.accepts(parameter) ? value : OptionalDouble.empty();
    }

    private static List<ChatMessage> trim(
            ModelOffer offer, Optional<String> system, List<ChatMessage> messages, int maxTokens) {
        long room = offer.facts().contextWindow()
                - maxTokens
                - system.map(TextRequests::size).orElse(0L);
        Deque<ChatMessage> kept = new ArrayDeque<>();
        // Counting tokens takes its time, so it is left out where there is room for as many tokens as bytes.
        boolean plentyOfRoom =
                messages.stream().mapToLong(TokenCounter::upperBound).sum() <= room;
        for (int i = messages.size() - 1; i >= 0; i--) {
            room -= plentyOfRoom ? 0 : size(messages.get(i));
            if (room < 0) {
                break;
            }
            kept.addFirst(messages.get(i));
        }
        // Every provider wants the conversation to begin with the user, and no result of a tool without its call.
        boolean cut = kept.size() < messages.size();
        while (cut && !kept.isEmpty() && kept.peekFirst().role() != ChatMessage.Role.USER) {
            kept.removeFirst();
        }
        if (kept.isEmpty()) {
            throw tooLong("message", "is", offer, maxTokens);
        }
        return List.copyOf(kept);
    }

    private static Refusal tooLong(String field, String verb, ModelOffer offer, int maxTokens) {
        return Refusal.invalid(
                field,
                verb + " longer than " + offer.name() + " can read with an answer of " + maxTokens
                        + " tokens: shorten it, lower maxTokens, or take a model with a larger context");
    }

    private static long size(ChatMessage message) {
        boolean plain = message.parts().stream().allMatch(ChatMessage.Text.class::isInstance);
        return plain ? size(message.text()) : TokenCounter.upperBound(message) / BYTES_PER_TOKEN;
    }

    /** Long texts are estimated, since counting them would take longer than it is worth before the provider counts anyway. */
    private static long size(String text) {
        return text.length() < CHEAP_TO_COUNT
                ? TokenCounter.count(text)
                : TokenCounter.upperBound(text) / BYTES_PER_TOKEN;
    }
}
