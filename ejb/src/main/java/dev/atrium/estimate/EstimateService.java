package dev.atrium.estimate;

import dev.atrium.chat.ChatCommand;
import dev.atrium.chat.ChatService;
import dev.atrium.credit.CharacterPricing;
import dev.atrium.credit.CreditLedger;
import dev.atrium.credit.ImagePricing;
import dev.atrium.credit.MinutePricing;
import dev.atrium.generation.Candidate;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.ModelRegistry;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.text.CompletionService;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells what a call would cost. What the call would be refused for is refused here too, except that too few credits are told and not
 * refused.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EstimateService {

    @Inject
    private ChatService chats;

    @Inject
    private CompletionService completions;

    @Inject
    private ModelRegistry models;

    @Inject
    private CreditLedger ledger;

    /** The model that is asked, and its provider where the caller chose one. */
    public record Choice(String model, Optional<String> provider) {}

    /** @throws Refusal as {@link ChatService#send} does, for any reason but money */
    public Estimate chat(Caller caller, ChatCommand command) {
        return text(caller, chats.candidates(caller, command));
    }

    /** @throws Refusal as {@link CompletionService#complete} does, for any reason but money */
    public Estimate completion(Caller caller, CompletionService.Completion completion) {
        return text(caller, completions.candidates(caller, completion));
    }

    /**
     * Images.
     *
     * @param size the dearest where it is left to the model, as for the quality
     * @throws Refusal when the model cannot make images, or none of this kind
     */
    public Estimate images(Caller caller, Choice choice, Optional<String> size, Optional<String> quality, int count) {
        ModelOffer offer = offer(caller, Capability.IMAGE, choice);
        return estimate(
                caller,
                ImagePricing.part(
                        ImagePricing.worstCase(offer.priceList().images().orElseThrow(), size, quality, count),
                        offer.factor()),
                OptionalLong.empty());
    }

    /** @throws Refusal when the model cannot speak */
    public Estimate speech(Caller caller, Choice choice, String text) {
        ModelOffer offer = offer(caller, Capability.SPEECH, choice);
        Credits price = offer.priceList().perMillionCharacters().orElseThrow();
        Credits cost = CharacterPricing.cost(price, CharacterPricing.count(text), offer.factor());
        return estimate(caller, cost, OptionalLong.empty());
    }

    /** @throws Refusal when the model cannot transcribe */
    public Estimate transcription(Caller caller, Choice choice, Duration duration) {
        ModelOffer offer = offer(caller, Capability.TRANSCRIPTION, choice);
        Credits price = offer.priceList().perMinute().orElseThrow();
        return estimate(caller, MinutePricing.cost(price, duration, offer.factor()), OptionalLong.empty());
    }

    private ModelOffer offer(Caller caller, Capability capability, Choice choice) {
        return models.require(caller, capability, choice.model(), choice.provider());
    }

    private Estimate text(Caller caller, List<Candidate> candidates) {
        TokenUsage ofInput = (TokenUsage) candidates.get(0).tariff().estimate("", "");
        return estimate(caller, Candidate.worstCase(candidates), OptionalLong.of(ofInput.input()));
    }

    private Estimate estimate(Caller caller, Credits max, OptionalLong inputTokens) {
        return new Estimate(max, ledger.balance(caller.workspaceId()).available(), inputTokens);
    }
}
