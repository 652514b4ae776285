package dev.atrium.provider.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;

/** Reads a JSON answer that holds files. */
final class MediaDocumentReader implements MessageBodyReader<MediaDocument> {

    private final Set<String> base64Members;

    MediaDocumentReader(Set<String> base64Members) {
        this.base64Members = base64Members;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == MediaDocument.class;
    }

    @Override
    public MediaDocument readFrom(
            Class<MediaDocument> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return new MediaDocumentParser(base64Members).parse(body);
    }
}
