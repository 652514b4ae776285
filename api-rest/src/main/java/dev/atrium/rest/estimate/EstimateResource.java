package dev.atrium.rest.estimate;

import dev.atrium.estimate.Estimate;
import dev.atrium.estimate.EstimateService;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.preset.PresetPrompt;
import dev.atrium.preset.PresetService;
import dev.atrium.provider.Capability;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.chat.ChatRequest;
import dev.atrium.rest.text.CompletionRequest;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a call would cost. */
@Path("ai/estimate")
@Tag(name = "Models")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EstimateResource {

    @Inject
    private Caller caller;

    @Inject
    private EstimateService estimates;

    @Inject
    private PresetService presets;

    @Inject
    private Validator validator;

    /**
     * What a call would cost.
     *
     * @param available what the workspace has for it now, which may be less
     * @param tokens absent where tokens are not what is charged
     */
    public record EstimateAnswer(MostCredits credits, Credits available, InputTokens tokens) {

        static EstimateAnswer of(Estimate estimate) {
            return new EstimateAnswer(
                    new MostCredits(estimate.max()),
                    estimate.available(),
                    estimate.inputTokens().isPresent()
                            ? new InputTokens(estimate.inputTokens().getAsLong())
                            : null);
        }
    }

    /** @param max what would be reserved; the call costs this at most */
    public record MostCredits(Credits max) {}

    /** @param input tokens of the input; the provider may count a little differently */
    public record InputTokens(long input) {}

    @POST
    @Operation(summary = "Tells what a call would cost at most; nothing is charged, stored or sent to a provider")
    public EstimateAnswer estimate(@Valid EstimateRequest request) {
        if (!caller.role().mayGenerate()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Viewers of a workspace cannot spend its credits.");
        }
        Optional<Capability> service = Capability.of(request.service());
        return EstimateAnswer.of(
                switch (service.orElseThrow(EstimateResource::unknownService)) {
                    case TEXT -> text(request);
                    case IMAGE -> image(request);
                    case SPEECH -> speech(request);
                    case TRANSCRIPTION -> transcription(request);
                    case EMBEDDING, MODERATION -> throw unknownService();
                });
    }

    private static Refusal unknownService() {
        return Refusal.invalid("service", "must be text, image, speech or transcription");
    }

    private Estimate text(EstimateRequest request) {
        Optional<PresetPrompt> preset = presets.prompt(
                caller, Optional.ofNullable(request.presetId()), Optional.ofNullable(request.variables()));
        if (!request.isChat()) {
            CompletionRequest completion = valid(request.completion());
            return estimates.completion(caller, completion.completion(preset, false));
        }
        ChatRequest chat = valid(request.chat());
        return estimates.chat(caller, chat.command(preset, false));
    }

    private Estimate image(EstimateRequest request) {
        return estimates.images(caller, valid(request.image()).command());
    }

    private Estimate speech(EstimateRequest request) {
        return estimates.speech(caller, valid(request.speech()).command());
    }

    private Estimate transcription(EstimateRequest request) {
        if (request.model() == null || request.model().isBlank()) {
            throw Refusal.invalid("model", "must be given");
        }
        if (request.duration() == null) {
            throw Refusal.invalid("duration", "must be given: the length of the recording in seconds");
        }
        return estimates.transcription(
                caller, request.model(), Optional.ofNullable(request.provider()), request.length());
    }

    /** Checks the request as the call itself would have. */
    private <T> T valid(T request) {
        Set<ConstraintViolation<T>> violations = validator.validate(request);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return request;
    }
}
