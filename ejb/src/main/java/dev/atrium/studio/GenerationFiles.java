package dev.atrium.studio;

import dev.atrium.generation.GenerationDeleted;
import dev.atrium.generation.GenerationEnded;
import dev.atrium.media.FileView;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.media.FileRepository;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The files of generations: those that they made, and those that they were made of. */
@Stateless
public class GenerationFiles {

    @Inject
    private FileRepository files;

    @Inject
    private Clock clock;

    /** The files of the caller's generations, by generation; one that has none is absent. */
    public Map<UUID, List<FileView>> of(Caller caller, List<UUID> generationIds) {
        return of(caller.workspaceId(), caller.userId(), generationIds);
    }

    /** The files of a generation that was found for whoever may see it. */
    public List<FileView> of(Generation generation) {
        return of(generation.workspaceId(), generation.userId(), List.of(generation.id()))
                .getOrDefault(generation.id(), List.of());
    }

    private Map<UUID, List<FileView>> of(UUID workspaceId, UUID userId, List<UUID> generationIds) {
        return files.findByGenerations(workspaceId, userId, generationIds).stream()
                .collect(Collectors.groupingBy(
                        GenerationFiles::generationId, Collectors.mapping(FileView::of, Collectors.toList())));
    }

    private static UUID generationId(StoredFile file) {
        return file.generationId().orElseThrow();
    }

    /** Removes what was stored of a generation that came to nothing. What is stored even later, the nightly check removes. */
    public void tidyUp(@Observes GenerationEnded ended) {
        Generation generation = ended.generation();
        if (generation.status() != Generation.Status.COMPLETED) {
            files.deleteOfGeneration(generation.id(), clock.instant());
        }
    }

    public void delete(@Observes GenerationDeleted deleted) {
        files.deleteOfGeneration(deleted.generation().id(), clock.instant());
    }
}
