package dev.atrium.provider.http;

import dev.atrium.provider.api.MediaFile;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Files;

/** Reads an answer that is a file, straight to disk. */
final class MediaFileReader implements MessageBodyReader<MediaFile> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == MediaFile.class;
    }

    @Override
    public MediaFile readFrom(
            Class<MediaFile> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        TemporaryFile file = TemporaryFile.create();
        try {
            try (OutputStream out = Files.newOutputStream(file.path())) {
                body.transferTo(out);
            }
            MediaFile media = file.media(mediaType.getType() + "/" + mediaType.getSubtype());
            requireWhole(media, headers.getFirst("Content-Length"));
            return media;
        } catch (IOException | RuntimeException e) {
            file.delete();
            throw e;
        }
    }

    /** The JDK's client takes the end of the connection for the end of a body of known length. */
    private static void requireWhole(MediaFile media, String announced) throws EOFException {
        if (announced != null && !announced.strip().equals(Long.toString(media.sizeBytes()))) {
            throw new EOFException("The answer broke off after " + media.sizeBytes() + " of " + announced + " bytes");
        }
    }
}
