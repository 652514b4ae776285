package dev.atrium.text;

import dev.atrium.generation.Answer;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.ToolsCalled;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.AiServiceFactory.TextGeneration;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TextResult;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Who can answer a text, each with the request as it is for it. */
@ApplicationScoped
public class TextCandidates {

    @Inject
    private AiServiceFactory services;

    @Inject
    private TextRequests requests;

    /**
     * Fits a conversation to each of the offers. Those to fall back to which cannot take it are left out.
     *
     * @param offers the one that was asked for, then those to fall back to
     * @param messages the conversation, oldest first, ending with the user's
     * @throws Refusal when the offer that was asked for cannot take it
     */
    public List<Candidate> of(
            List<ModelOffer> offers, Optional<String> system, List<ChatMessage> messages, TextOptions options) {
        return Candidate.of(offers, offer -> candidate(offer, requests.fit(offer, system, messages, options)));
    }

    /**
     * As {@link #of}, but for messages of which none may be left out.
     *
     * @throws Refusal when the offer that was asked for cannot take all of them
     */
    public List<Candidate> whole(
            List<ModelOffer> offers, Optional<String> system, List<ChatMessage> messages, TextOptions options) {
        return Candidate.of(offers, offer -> candidate(offer, requests.fitWhole(offer, system, messages, options)));
    }

    private Candidate candidate(ModelOffer offer, TextRequest request) {
        TextGeneration service = services.text(offer);
        LoadedRequest loaded = new LoadedRequest(request);
        return Candidate.streaming(
                offer,
                new TextTariff(offer, request),
                service.log(),
                () -> service.open(loaded.get()),
                () -> service.generate(loaded.get()).thenApply(TextCandidates::answer));
    }

    private static Answer answer(TextResult result) {
        return new Answer(
                result.text(),
                result.reasoning(),
                result.finishReason(),
                result.usage().map(Usage.class::cast),
                ToolsCalled.of(result.toolCalls()));
    }
}
