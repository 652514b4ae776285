package dev.atrium.speech;

import dev.atrium.credit.CharacterPricing;
import dev.atrium.generation.Admitted;
import dev.atrium.generation.Answer;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.Order;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.media.FileService;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.AiServiceFactory.SpeechSynthesis;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.api.Usage;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Speech from a text. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SpeechService {

    @Inject
    private StudioOffers offers;

    @Inject
    private AiServiceFactory services;

    @Inject
    private SpeechSettings settings;

    @Inject
    private Workshop workshop;

    @Inject
    private SpeechFiles files;

    @Inject
    private FileService store;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * Reserves the cost and starts the generation. A text that is longer than a model speaks at once is spoken in pieces, all or nothing.
     *
     * @throws Refusal when it cannot be served or paid; nothing is reserved or stored then
     */
    @Admitted(Generation.Service.SPEECH)
    public RunningGeneration speak(Caller caller, SpeechCommand command) {
        store.requireRoom(caller);
        Order order = order(caller, command);
        return pipeline.run(order);
    }

    /**
     * Who could carry it out, the one that is asked for first.
     *
     * @throws Refusal when nobody can
     */
    public List<Candidate> candidates(Caller caller, SpeechCommand command) {
        return order(caller, command).candidates();
    }

    private Order order(Caller caller, SpeechCommand command) {
        List<ModelOffer> able = offers.require(caller, Capability.SPEECH, command.model(), command.provider());
        SpeechChoices.Chosen chosen = choices(able.get(0)).choose(command);
        // Whoever speaks it instead has the same voice and format.
        SpeechCommand pinned = command.as(chosen.voice(), chosen.format().code());
        UUID id = Order.newId();
        return new Order(
                id,
                Generation.Service.SPEECH,
                caller,
                Candidate.of(able, offer -> candidate(caller, id, offer, pinned)),
                Optional.empty(),
                Optional.of(command.text()),
                Optional.of(parameters(chosen)),
                false);
    }

    private SpeechChoices choices(ModelOffer offer) {
        return SpeechChoices.of(
                services.speech(offer).abilities(offer.name()), offer.facts().choices(), settings.maxCharacters());
    }

    private Candidate candidate(Caller caller, UUID id, ModelOffer offer, SpeechCommand command) {
        SpeechSynthesis service = services.speech(offer);
        SpeechChoices choices = choices(offer);
        SpeechChoices.Chosen chosen = choices.choose(command);
        AudioFormat asked = choices.asked(chosen.format());
        Usage.Characters usage = new Usage.Characters(CharacterPricing.count(command.text()));
        return Candidate.whole(
                offer,
                new SpeechTariff(offer, usage.count()),
                service.log(),
                () -> workshop.make(
                        calls(service, offer, chosen, asked),
                        SpeechResult::close,
                        results -> Answer.of(
                                files.keep(caller, id, command.text(), offer.provider(), asked, results), usage)));
    }

    private static List<Supplier<CompletionStage<SpeechResult>>> calls(
            SpeechSynthesis service, ModelOffer offer, SpeechChoices.Chosen chosen, AudioFormat format) {
        return chosen.pieces().stream()
                .map(piece -> new SpeechRequest(
                        offer.name(), piece, chosen.voice(), format, chosen.speed(), chosen.instructions()))
                .<Supplier<CompletionStage<SpeechResult>>>map(request -> () -> service.speak(request))
                .toList();
    }

    private static String parameters(SpeechChoices.Chosen chosen) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("voice", chosen.voice())
                .add("format", chosen.format().code());
        chosen.speed().ifPresent(speed -> json.add("speed", speed));
        chosen.instructions().ifPresent(instructions -> json.add("instructions", instructions));
        return json.build().toString();
    }
}
