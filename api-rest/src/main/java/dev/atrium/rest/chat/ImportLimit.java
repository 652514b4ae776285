package dev.atrium.rest.chat;

import dev.atrium.refusal.Refusal;
import dev.atrium.rest.json.RequestBody;
import dev.atrium.settings.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.InputStream;

/** How large a conversation may be that is imported: {@code atrium.chat.max-import-bytes}. */
@ApplicationScoped
class ImportLimit {

    private static final String KEY = "atrium.chat.max-import-bytes";

    private final int mostBytes;

    /** For the client proxy. */
    protected ImportLimit() {
        mostBytes = 0;
    }

    @Inject
    ImportLimit(Configuration configuration) {
        mostBytes =
                configuration.required(KEY, "must be a number of bytes from 1024 to 1000000000", ImportLimit::limit);
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first request.
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1024 || limit > 1_000_000_000) {
            throw new IllegalArgumentException("out of range");
        }
        return limit;
    }

    /** @throws Refusal {@code PAYLOAD_TOO_LARGE} when it is over the limit; no more than that is read */
    byte[] read(InputStream body) {
        return RequestBody.read(body, mostBytes);
    }
}
