package dev.atrium.rest.file;

import dev.atrium.media.MediaSettings;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.transcription.TranscriptionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * Bounds the bodies of uploads before JAX-RS takes them apart: by the length that they announce, and by the bytes that really come. Without it
 * a server would write parts of any length to its disk before a resource sees the first of them.
 */
@Provider
@PreMatching
@ApplicationScoped
public class UploadLimit implements ContainerRequestFilter {

    private static final Set<String> RECORDINGS = Set.of("ai/transcribe", "openai/v1/audio/transcriptions");

    /** What a form has beside the file: boundaries, headers, some fields. */
    private static final long FORM_BYTES = 64L * 1024;

    private final MediaSettings files;
    private final TranscriptionSettings recordings;

    /** For the client proxy. */
    protected UploadLimit() {
        this(null, null);
    }

    @Inject
    UploadLimit(MediaSettings files, TranscriptionSettings recordings) {
        this.files = files;
        this.recordings = recordings;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.POST) || !isForm(request.getMediaType())) {
            return;
        }
        long most = RECORDINGS.contains(request.getUriInfo().getPath()) ? recordings.maxBytes() : files.maxFileBytes();
        if (announced(request) > most + FORM_BYTES) {
            throw tooLarge(most);
        }
        request.setEntityStream(new Bounded(request.getEntityStream(), most));
    }

    private static boolean isForm(MediaType type) {
        return type != null && type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE);
    }

    /** The length of the header, which may be larger than the {@code int} that JAX-RS has for it. */
    private static long announced(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Refusal tooLarge(long most) {
        return new Refusal(
                ErrorCode.PAYLOAD_TOO_LARGE, "The upload is larger than a file may be, which is " + most + " bytes.");
    }

    private static final class Bounded extends FilterInputStream {

        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            left = most + FORM_BYTES;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge(most);
            }
        }
    }
}
