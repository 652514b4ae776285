package dev.atrium.generation;

import dev.atrium.persistence.type.UuidV7;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.InvalidConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name of this node of the cluster, which outlives a restart: what a node finds under its own name at start, nobody runs
 * any more. It is {@code atrium.node}, or one that was made up once and is kept in the data directory.
 */
@ApplicationScoped
class NodeName {

    @Inject
    private Configuration configuration;

    private String name;

    @PostConstruct
    void read() {
        name = configuration.text("atrium.node").orElseGet(this::kept);
    }

    String get() {
        return name;
    }

    private String kept() {
        Path file = configuration
                .required("atrium.data-dir", "must be a directory", Path::of)
                .resolve("node");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, UuidV7.next().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new InvalidConfiguration(
                    "atrium.data-dir",
                    "must be a directory where " + file.toAbsolutePath() + " can be written and read",
                    e);
        }
    }
}
