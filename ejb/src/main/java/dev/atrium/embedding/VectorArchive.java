package dev.atrium.embedding;

import dev.atrium.generation.Archive;
import dev.atrium.generation.GenerationDeleted;
import dev.atrium.generation.GenerationEnded;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.Generation.Service;
import dev.atrium.persistence.generation.Generation.Status;
import dev.atrium.persistence.idempotency.IdempotencyRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/** The vectors of requests with a key, as long as these can be sent again. */
@ApplicationScoped
class VectorArchive implements Archive {

    @Inject
    private IdempotencyRepository results;

    @Override
    public boolean keeps(Generation generation) {
        return generation.service() == Service.EMBEDDING;
    }

    @Override
    public Optional<Kept> find(Generation generation) {
        if (generation.status() == Status.FAILED) {
            return Optional.of(new Kept(Optional.empty(), "", "", Optional.empty()));
        }
        return results.findResult(generation.id())
                .map(Vectors::read)
                .map(vectors -> new Kept(Optional.empty(), "", "", Optional.of(vectors)));
    }

    public void store(@Observes GenerationEnded ended) {
        boolean completed = ended.generation().status() == Status.COMPLETED;
        if (completed && ended.product().orElse(null) instanceof Vectors vectors) {
            results.keepResult(ended.generation().id(), vectors.document());
        }
    }

    public void delete(@Observes GenerationDeleted deleted) {
        if (keeps(deleted.generation())) {
            results.removeResult(deleted.generation().id());
        }
    }
}
