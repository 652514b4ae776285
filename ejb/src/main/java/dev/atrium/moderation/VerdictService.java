package dev.atrium.moderation;

import dev.atrium.generation.Admitted;
import dev.atrium.generation.Answer;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.Order;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.AiServiceFactory.Moderation;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.ModelRegistry;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ModerationRequest;
import dev.atrium.provider.api.ModerationResult;
import dev.atrium.provider.api.Usage;
import dev.atrium.security.Caller;
import dev.atrium.text.InputTariff;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.util.List;
import java.util.Optional;

/** Judgement of texts. No other model judges in place of one that fails: each has categories of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VerdictService {

    @Inject
    private ModelRegistry models;

    @Inject
    private AiServiceFactory services;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * Reserves the cost, if it costs anything, and starts the generation.
     *
     * @throws dev.atrium.refusal.Refusal when it cannot be served or paid; nothing is reserved or stored then
     */
    @Admitted(Generation.Service.MODERATION)
    public RunningGeneration judge(Caller caller, ModerateCommand command) {
        ModelOffer offer = models.require(caller, Capability.MODERATION, command.model(), command.provider());
        Moderation service = services.moderation(offer);
        ModerationRequest request = new ModerationRequest(offer.name(), command.inputs());
        Candidate candidate = Candidate.whole(
                offer, new InputTariff(offer, command.inputs()), service.log(), () -> service.moderate(request)
                        .thenApply(VerdictService::answer));
        Order order = new Order(
                Order.newId(),
                Generation.Service.MODERATION,
                caller,
                List.of(candidate),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Json.createObjectBuilder()
                        .add("inputs", command.inputs().size())
                        .build()
                        .toString()),
                false);
        return pipeline.run(order);
    }

    private static Answer answer(ModerationResult result) {
        return new Answer(
                "",
                "",
                FinishReason.STOP,
                result.usage().map(Usage.class::cast),
                Optional.of(new Verdicts(result.verdicts())));
    }
}
