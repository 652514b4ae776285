package dev.atrium.image;

import dev.atrium.generation.Admitted;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.Order;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.media.FileService;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.AiServiceFactory.ImageGeneration;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ImageRequest;
import dev.atrium.provider.api.ImageResult;
import dev.atrium.provider.api.ImageSize;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.studio.StudioOffers;
import dev.atrium.studio.Workshop;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Images from a prompt. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ImageService {

    @Inject
    private StudioOffers offers;

    @Inject
    private AiServiceFactory services;

    @Inject
    private Workshop workshop;

    @Inject
    private ImageFiles files;

    @Inject
    private FileService store;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * Reserves the cost and starts the generation. It makes all images or fails; but a provider's policy may keep some back, which are not
     * charged then.
     *
     * @throws Refusal when it cannot be served or paid; nothing is reserved or stored then
     */
    @Admitted(Generation.Service.IMAGE)
    public RunningGeneration generate(Caller caller, ImageCommand command) {
        store.requireRoom(caller);
        Order order = order(caller, command);
        return pipeline.run(order);
    }

    /**
     * Who could carry it out, the one that is asked for first.
     *
     * @throws Refusal when nobody can
     */
    public List<Candidate> candidates(Caller caller, ImageCommand command) {
        return order(caller, command).candidates();
    }

    private Order order(Caller caller, ImageCommand command) {
        List<ModelOffer> able = offers.require(caller, Capability.IMAGE, command.model(), command.provider());
        ImageChoices.Chosen chosen = choices(able.get(0)).choose(command);
        // Whoever makes them instead makes them as large.
        ImageCommand pinned = command.ofSize(chosen.size().map(ImageSize::toString));
        UUID id = Order.newId();
        return new Order(
                id,
                Generation.Service.IMAGE,
                caller,
                Candidate.of(able, offer -> candidate(caller, id, offer, offer == able.get(0) ? command : pinned)),
                Optional.empty(),
                Optional.of(command.prompt()),
                Optional.of(parameters(chosen)),
                false);
    }

    private ImageChoices choices(ModelOffer offer) {
        return ImageChoices.of(
                services.image(offer).abilities(offer.name()),
                offer.facts().choices(),
                offer.priceList().images().orElseThrow());
    }

    private Candidate candidate(Caller caller, UUID id, ModelOffer offer, ImageCommand command) {
        ImageGeneration service = services.image(offer);
        ImageChoices.Chosen chosen = choices(offer).choose(command);
        return Candidate.whole(
                offer,
                new ImageTariff(offer, chosen),
                service.log(),
                () -> workshop.make(
                        calls(service, offer, command.prompt(), chosen),
                        ImageResult::close,
                        results -> files.keep(caller, id, command.prompt(), offer.provider(), results)));
    }

    /** As many calls as it takes: a call of some models gives one image. */
    private static List<Supplier<CompletionStage<ImageResult>>> calls(
            ImageGeneration service, ModelOffer offer, String prompt, ImageChoices.Chosen chosen) {
        int most = service.abilities(offer.name()).imagesPerCall();
        List<Supplier<CompletionStage<ImageResult>>> calls = new ArrayList<>();
        for (int left = chosen.count(); left > 0; left -= most) {
            ImageRequest request = new ImageRequest(
                    offer.name(),
                    prompt,
                    Math.min(left, most),
                    chosen.size(),
                    chosen.quality(),
                    chosen.style(),
                    Optional.empty());
            calls.add(() -> service.generate(request));
        }
        return calls;
    }

    private static String parameters(ImageChoices.Chosen chosen) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        chosen.size().ifPresent(size -> json.add("size", chosen.pricedSize()));
        chosen.quality().ifPresent(quality -> json.add("quality", quality));
        chosen.style().ifPresent(style -> json.add("style", style));
        return json.add("count", chosen.count()).build().toString();
    }
}
