package dev.atrium.studio;

import dev.atrium.generation.Archive;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.Generation.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Images and speech, which are files. */
@ApplicationScoped
class FileArchive implements Archive {

    @Inject
    private GenerationFiles files;

    @Override
    public boolean keeps(Generation generation) {
        return generation.service() == Service.IMAGE || generation.service() == Service.SPEECH;
    }

    @Override
    public Optional<Kept> find(Generation generation) {
        return Optional.of(new Kept(
                Optional.empty(),
                generation.answer().orElse(""),
                "",
                Optional.of(new MadeFiles(files.of(generation)))));
    }
}
