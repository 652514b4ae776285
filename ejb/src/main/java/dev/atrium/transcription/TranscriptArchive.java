package dev.atrium.transcription;

import dev.atrium.generation.Archive;
import dev.atrium.generation.GenerationDeleted;
import dev.atrium.generation.GenerationEnded;
import dev.atrium.generation.Product;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.Generation.Service;
import dev.atrium.persistence.generation.Generation.Status;
import dev.atrium.persistence.generation.TranscriptRepository;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.studio.GenerationFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/** The transcripts with their times. */
@ApplicationScoped
class TranscriptArchive implements Archive {

    @Inject
    private TranscriptRepository transcripts;

    @Inject
    private GenerationFiles files;

    @Override
    public boolean keeps(Generation generation) {
        return generation.service() == Service.TRANSCRIPTION;
    }

    @Override
    public Optional<Kept> find(Generation generation) {
        Optional<Product> product = transcript(generation)
                .map(transcript -> new Transcribed(
                        transcript, files.of(generation).stream().findFirst()));
        return Optional.of(new Kept(Optional.empty(), generation.answer().orElse(""), "", product));
    }

    Optional<TranscriptionResult> transcript(Generation generation) {
        return transcripts.find(generation.id()).map(TranscriptDocument::read);
    }

    public void store(@Observes GenerationEnded ended) {
        boolean completed = ended.generation().status() == Status.COMPLETED;
        if (completed && ended.product().orElse(null) instanceof Transcribed made) {
            transcripts.add(ended.generation().id(), TranscriptDocument.write(made.transcript()));
        }
    }

    public void delete(@Observes GenerationDeleted deleted) {
        transcripts.remove(deleted.generation().id());
    }
}
