package dev.atrium.studio;

import dev.atrium.generation.Product;
import dev.atrium.media.FileView;
import java.util.List;

/** The files that a generation made, in the order in which they were asked for. */
public record MadeFiles(List<FileView> files) implements Product {

    public MadeFiles {
        files = List.copyOf(files);
    }
}
