package dev.atrium.rest.json;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;

/** Reads the bodies of requests, which are bounded: {@code atrium.api.max-body-bytes}. */
@ApplicationScoped
public class RequestBody {

    private static final String KEY = "atrium.api.max-body-bytes";

    private final int mostBytes;

    /** For the client proxy. */
    protected RequestBody() {
        mostBytes = 0;
    }

    RequestBody(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Inject
    RequestBody(Configuration configuration) {
        this(configuration.required(KEY, "must be a number of bytes from 1024 to 1000000000", RequestBody::limit));
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first request.
    }

    /**
     * Reads all of a body.
     *
     * @throws Refusal {@code PAYLOAD_TOO_LARGE} when it is over the limit; no more than that is read
     */
    public byte[] read(InputStream stream) {
        return read(stream, mostBytes);
    }

    /** Reads all of a body that has a limit of its own. */
    public static byte[] read(InputStream stream, int mostBytes) {
        byte[] body;
        try {
            body = stream.readNBytes(mostBytes + 1);
        } catch (IOException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "The body broke off before its end.", e);
        }
        if (body.length > mostBytes) {
            throw new Refusal(ErrorCode.PAYLOAD_TOO_LARGE, "The body has more than " + mostBytes + " bytes.");
        }
        return body;
    }

    private static int limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1024 || limit > 1_000_000_000) {
            throw new IllegalArgumentException("out of range");
        }
        return limit;
    }
}
