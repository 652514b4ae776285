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

/** Reads the bodies of requests, which are bounded: {@code atrium.api.max-body-bytes}, with media in them {@code atrium.api.max-media-body-bytes}. */
@ApplicationScoped
public class RequestBody {

    private static final String KEY = "atrium.api.max-body-bytes";
    private static final String MEDIA_KEY = "atrium.api.max-media-body-bytes";
    private static final String EXPECTATION = "must be a number of bytes from 1024 to 1000000000";

    private final int mostBytes;
    private final int mostBytesWithMedia;

    /** For the client proxy. */
    protected RequestBody() {
        this(0, 0);
    }

    RequestBody(int mostBytes, int mostBytesWithMedia) {
        this.mostBytes = mostBytes;
        this.mostBytesWithMedia = mostBytesWithMedia;
    }

    @Inject
    RequestBody(Configuration configuration) {
        this(
                configuration.required(KEY, EXPECTATION, RequestBody::limit),
                configuration.required(MEDIA_KEY, EXPECTATION, RequestBody::limit));
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

    /**
     * Reads all of a body that may hold media.
     *
     * @throws Refusal as {@link #read}
     */
    byte[] readWithMedia(InputStream stream) {
        return read(stream, mostBytesWithMedia);
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
