package dev.atrium.provider.http;

import dev.atrium.provider.api.MediaFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file among the temporary ones, which only this server's user may read. */
record TemporaryFile(Path path) {

    static TemporaryFile create() throws IOException {
        return new TemporaryFile(Files.createTempFile("atrium-", ".media"));
    }

    MediaFile media(String contentType) throws IOException {
        return new MediaFile(path, Files.size(path), contentType);
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with a header before it, as a new one; the old one is deleted in any case. */
    static MediaFile prefixed(byte[] header, MediaFile body, String contentType) {
        try (body) {
            TemporaryFile file = create();
            try {
                try (OutputStream out = Files.newOutputStream(file.path())) {
                    out.write(header);
                    Files.copy(body.path(), out);
                }
                return file.media(contentType);
            } catch (IOException | RuntimeException e) {
                file.delete();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
