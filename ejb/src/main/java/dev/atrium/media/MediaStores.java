package dev.atrium.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** Makes the store that is configured. */
@ApplicationScoped
class MediaStores {

    @Produces
    @ApplicationScoped
    MediaStore store(MediaSettings settings) {
        return settings.bucket()
                .<MediaStore>map(S3Store::new)
                .orElseGet(() -> new DirectoryStore(settings.directory().resolve("files")));
    }

    void close(@Disposes MediaStore store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
