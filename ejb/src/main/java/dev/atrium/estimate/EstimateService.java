package dev.atrium.estimate;

import dev.atrium.chat.ChatCommand;
import dev.atrium.chat.ChatService;
import dev.atrium.credit.CreditLedger;
import dev.atrium.generation.Candidate;
import dev.atrium.image.ImageCommand;
import dev.atrium.image.ImageService;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.speech.SpeechCommand;
import dev.atrium.speech.SpeechService;
import dev.atrium.text.CompletionService;
import dev.atrium.transcription.TranscriptService;
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
    private ImageService images;

    @Inject
    private SpeechService speech;

    @Inject
    private TranscriptService transcripts;

    @Inject
    private CreditLedger ledger;

    /** @throws Refusal as {@link ChatService#send} does, for any reason but money */
    public Estimate chat(Caller caller, ChatCommand command) {
        return text(caller, chats.candidates(caller, command));
    }

    /** @throws Refusal as {@link CompletionService#complete} does, for any reason but money */
    public Estimate completion(Caller caller, CompletionService.Completion completion) {
        return text(caller, completions.candidates(caller, completion));
    }

    /** @throws Refusal as {@link ImageService#generate} does, for any reason but money and room */
    public Estimate images(Caller caller, ImageCommand command) {
        return estimate(caller, Candidate.worstCase(images.candidates(caller, command)), OptionalLong.empty());
    }

    /** @throws Refusal as {@link SpeechService#speak} does, for any reason but money and room */
    public Estimate speech(Caller caller, SpeechCommand command) {
        return estimate(caller, Candidate.worstCase(speech.candidates(caller, command)), OptionalLong.empty());
    }

    /** @throws Refusal when the model cannot transcribe, or not for so long */
    public Estimate transcription(Caller caller, String model, Optional<String> provider, Duration duration) {
        return estimate(
                caller, transcripts.tariff(caller, model, provider, duration).worstCase(), OptionalLong.empty());
    }

    private Estimate text(Caller caller, List<Candidate> candidates) {
        TokenUsage ofInput = (TokenUsage) candidates.get(0).tariff().estimate("", "");
        return estimate(caller, Candidate.worstCase(candidates), OptionalLong.of(ofInput.input()));
    }

    private Estimate estimate(Caller caller, Credits max, OptionalLong inputTokens) {
        return new Estimate(max, ledger.balance(caller.workspaceId()).available(), inputTokens);
    }
}
