package dev.atrium.moderation;

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

/** The verdicts on requests with a key, as long as these can be sent again. */
@ApplicationScoped
class VerdictArchive implements Archive {

    @Inject
    private IdempotencyRepository results;

    @Override
    public boolean keeps(Generation generation) {
        return generation.service() == Service.MODERATION;
    }

    @Override
    public Optional<Kept> find(Generation generation) {
        if (generation.status() == Status.FAILED) {
            return Optional.of(new Kept(Optional.empty(), "", "", Optional.empty()));
        }
        return results.findResult(generation.id())
                .map(Verdicts::read)
                .map(verdicts -> new Kept(Optional.empty(), "", "", Optional.of(verdicts)));
    }

    public void store(@Observes GenerationEnded ended) {
        boolean completed = ended.generation().status() == Status.COMPLETED;
        if (completed && ended.product().orElse(null) instanceof Verdicts verdicts) {
            results.keepResult(ended.generation().id(), verdicts.document());
        }
    }

    public void delete(@Observes GenerationDeleted deleted) {
        if (keeps(deleted.generation())) {
            results.removeResult(deleted.generation().id());
        }
    }
}
