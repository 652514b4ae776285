package dev.atrium.transcription;

import dev.atrium.audio.AudioFile;
import dev.atrium.audio.AudioType;
import dev.atrium.generation.Admitted;
import dev.atrium.generation.Answer;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.Order;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.generation.Tariff;
import dev.atrium.media.FileNames;
import dev.atrium.media.FileService;
import dev.atrium.media.FileService.NewFile;
import dev.atrium.media.FileView;
import dev.atrium.media.Spool;
import dev.atrium.media.Spooled;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.GenerationRepository;
import dev.atrium.persistence.media.StoredFile.Purpose;
import dev.atrium.provider.AiServiceFactory;
import dev.atrium.provider.AiServiceFactory.Transcription;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.TranscriptionAbilities;
import dev.atrium.provider.api.TranscriptionRequest;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.Usage;
import dev.atrium.refusal.ErrorCode;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Text from recordings. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TranscriptService {

    @Inject
    private StudioOffers offers;

    @Inject
    private AiServiceFactory services;

    @Inject
    private TranscriptionSettings settings;

    @Inject
    private Spool spool;

    @Inject
    private Workshop workshop;

    @Inject
    private FileService store;

    @Inject
    private GenerationRepository repository;

    @Inject
    private TranscriptArchive archive;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * Takes a recording in, of whose bytes none are in memory, and measures it.
     *
     * @param givenName the client's name for it, which may be anything or null
     * @throws Refusal {@code PAYLOAD_TOO_LARGE} when it is too large or too long, {@code UNSUPPORTED_MEDIA_TYPE} when it is no sound,
     *     {@code INVALID_REQUEST} when it is broken
     */
    public Recording receive(String givenName, InputStream content) {
        String name = FileNames.sane(givenName);
        Spooled spooled = spool.read(content, name, settings.maxBytes());
        try {
            AudioFile audio = AudioFile.read(spooled.path()).orElseThrow(() -> unsupported(name));
            Duration duration = audio.duration()
                    .orElseThrow(() -> new Refusal(
                            ErrorCode.INVALID_REQUEST,
                            name + " does not tell how long it is: it is broken, or not whole. Save it anew, for"
                                    + " instance as mp3."));
            requireLength(duration);
            return new Recording(spooled, name, audio.type(), duration);
        } catch (IOException e) {
            spooled.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            spooled.close();
            throw e;
        }
    }

    private static Refusal unsupported(String name) {
        return new Refusal(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                name
                        + " is no recording that can be transcribed. These can: mp3, mp4, mpeg, mpga, m4a, aac, wav, webm, ogg"
                        + " and flac.");
    }

    private void requireLength(Duration duration) {
        if (duration.compareTo(settings.maxDuration()) > 0) {
            throw new Refusal(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The recording takes " + duration.toMinutes() + " minutes and may take "
                            + settings.maxDuration().toMinutes() + ". Cut it into parts.");
        }
    }

    /**
     * Reserves the cost and starts the generation.
     *
     * @param recording stays open until the generation has ended, and is closed by whoever took it in
     * @throws Refusal when it cannot be served or paid; nothing is reserved or stored then
     */
    @Admitted(Generation.Service.TRANSCRIPTION)
    public RunningGeneration transcribe(Caller caller, TranscribeCommand command, Recording recording) {
        store.requireRoom(caller);
        List<ModelOffer> able = offers(caller, command.model(), command.provider());
        TranscriptionChoices.Chosen chosen =
                TranscriptionChoices.of(abilities(able.get(0))).choose(command);
        // Whoever listens instead tells the same times.
        TranscribeCommand pinned = command.timed(chosen.timestamps());
        UUID id = Order.newId();
        Order order = new Order(
                id,
                Generation.Service.TRANSCRIPTION,
                caller,
                Candidate.of(able, offer -> candidate(caller, id, offer, pinned, recording)),
                Optional.empty(),
                Optional.of(recording.name()),
                Optional.of(parameters(chosen)),
                false);
        return pipeline.run(order);
    }

    private TranscriptionAbilities abilities(ModelOffer offer) {
        return services.transcription(offer).abilities(offer.name());
    }

    private Candidate candidate(
            Caller caller, UUID id, ModelOffer offer, TranscribeCommand command, Recording recording) {
        Transcription service = services.transcription(offer);
        TranscriptionAbilities abilities = abilities(offer);
        if (recording.bytes() > abilities.fileBytes()) {
            throw new Refusal(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    offer.name() + " takes recordings of at most " + abilities.fileBytes() + " bytes, and "
                            + recording.name() + " has " + recording.bytes() + ". Take another model.");
        }
        TranscriptionRequest request =
                request(offer, TranscriptionChoices.of(abilities).choose(command), recording);
        return Candidate.whole(
                offer,
                new TranscriptionTariff(offer, recording.duration()),
                service.log(),
                () -> workshop.make(
                        List.<Supplier<CompletionStage<TranscriptionResult>>>of(() -> service.transcribe(request)),
                        result -> {},
                        results -> keep(caller, id, recording, results.get(0))));
    }

    /** What a recording of some length costs at most, whoever listens to it in the end. */
    public Tariff tariff(Caller caller, String model, Optional<String> provider, Duration duration) {
        requireLength(duration);
        return offers(caller, model, provider).stream()
                .map(offer -> new TranscriptionTariff(offer, duration))
                .max(Comparator.comparing(TranscriptionTariff::worstCase))
                .orElseThrow();
    }

    private List<ModelOffer> offers(Caller caller, String model, Optional<String> provider) {
        return offers.require(caller, Capability.TRANSCRIPTION, model, provider);
    }

    /** Providers go by the extension, so the name says what is in the file. */
    private static TranscriptionRequest request(
            ModelOffer offer, TranscriptionChoices.Chosen chosen, Recording recording) {
        AudioType type = recording.type();
        return new TranscriptionRequest(
                offer.name(),
                recording.path(),
                "recording." + type.extension(),
                type.contentType(),
                chosen.language(),
                chosen.prompt(),
                chosen.granularities(),
                false);
    }

    private static String parameters(TranscriptionChoices.Chosen chosen) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("timestamps", chosen.timestamps());
        chosen.language().ifPresent(language -> json.add("language", language));
        chosen.prompt().ifPresent(prompt -> json.add("prompt", prompt));
        return json.build().toString();
    }

    private Answer keep(Caller caller, UUID id, Recording recording, TranscriptionResult result) throws IOException {
        NewFile file =
                new NewFile(Purpose.RECORDING, Optional.of(id), recording.name(), Optional.of(recording.duration()));
        FileView kept;
        try (InputStream content = Files.newInputStream(recording.path())) {
            kept = store.keep(caller, file, content, recording.bytes());
        }
        Duration listened = result.billed().or(result::duration).orElse(recording.duration());
        return new Answer(
                result.text(),
                "",
                FinishReason.STOP,
                Optional.of(new Usage.Audio(listened)),
                Optional.of(new Transcribed(timed(result, recording), Optional.of(kept))));
    }

    /** The length as we measured it where the provider does not tell. */
    private static TranscriptionResult timed(TranscriptionResult result, Recording recording) {
        return new TranscriptionResult(
                result.text(),
                result.language(),
                result.duration().or(() -> Optional.of(recording.duration())),
                result.billed(),
                result.segments(),
                result.words(),
                result.usage());
    }

    /** A transcript with its times, and the name of the recording. */
    public record Transcript(String name, TranscriptionResult content) {}

    /**
     * What was said in a recording of the caller.
     *
     * @throws Refusal {@code NOT_FOUND} when there is none
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Transcript get(Caller caller, UUID generationId) {
        Generation generation = repository
                .find(caller.workspaceId(), caller.userId(), generationId)
                .orElseThrow(() -> Refusal.notFound("generation"));
        return archive.transcript(generation)
                .map(transcript -> new Transcript(generation.prompt().orElse("transcript"), transcript))
                .orElseThrow(() -> Refusal.notFound("transcript"));
    }
}
