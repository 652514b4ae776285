package dev.atrium.provider.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Sends a form with files. MicroProfile's REST client leaves forms with files to its implementations; a writer of an own type
 * works with all of them.
 */
final class MultipartWriter implements MessageBodyWriter<MultipartForm> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == MultipartForm.class;
    }

    @Override
    public void writeTo(
            MultipartForm form,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + form.boundary());
        for (MultipartForm.Part part : form.parts()) {
            write(out, "--" + form.boundary() + "\r\nContent-Disposition: form-data; name=" + quoted(part.name()));
            if (part.isFile()) {
                write(out, "; filename=" + quoted(part.fileName()) + "\r\nContent-Type: " + part.contentType());
            }
            write(out, "\r\n\r\n");
            if (part.isFile()) {
                Files.copy(part.file(), out);
            } else {
                write(out, part.text());
            }
            write(out, "\r\n");
        }
        write(out, "--" + form.boundary() + "--\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As browsers do (WHATWG HTML, multipart/form-data): what would end the name or the line is percent-encoded. */
    private static String quoted(String name) {
        return '"' + name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A") + '"';
    }
}
