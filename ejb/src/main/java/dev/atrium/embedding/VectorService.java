package dev.atrium.embedding;

import dev.atrium.generation.Admitted;
import dev.atrium.generation.Answer;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.Order;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.AiServiceFactory.Embedding;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.ModelRegistry;
import dev.atrium.provider.api.EmbeddingRequest;
import dev.atrium.provider.api.EmbeddingResult;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Usage;
import dev.atrium.security.Caller;
import dev.atrium.text.InputTariff;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Vectors of texts. No other model answers in place of one that fails: vectors of two models cannot be compared. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VectorService {

    @Inject
    private ModelRegistry models;

    @Inject
    private AiServiceFactory services;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * Reserves the cost and starts the generation.
     *
     * @throws dev.atrium.refusal.Refusal when it cannot be served or paid; nothing is reserved or stored then
     */
    @Admitted(Generation.Service.EMBEDDING)
    public RunningGeneration embed(Caller caller, EmbedCommand command) {
        ModelOffer offer = models.require(caller, Capability.EMBEDDING, command.model(), command.provider());
        Embedding service = services.embedding(offer);
        EmbeddingRequest request = new EmbeddingRequest(offer.name(), command.inputs(), command.dimensions());
        Candidate candidate = Candidate.whole(
                offer, new InputTariff(offer, command.inputs()), service.log(), () -> service.embed(request)
                        .thenApply(VectorService::answer));
        Order order = new Order(
                Order.newId(),
                Generation.Service.EMBEDDING,
                caller,
                List.of(candidate),
                Optional.empty(),
                Optional.empty(),
                Optional.of(parameters(command)),
                false);
        return pipeline.run(order);
    }

    private static Answer answer(EmbeddingResult result) {
        return new Answer(
                "",
                "",
                FinishReason.STOP,
                result.usage().map(Usage.class::cast),
                Optional.of(new Vectors(result.vectors())));
    }

    private static String parameters(EmbedCommand command) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("inputs", command.inputs().size());
        command.dimensions().ifPresent(dimensions -> json.add("dimensions", dimensions));
        return json.build().toString();
    }
}
