package dev.atrium.rest;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses JSON and text for clients that take it (RFC 9110, section 12.5.3). Event streams are not, since a compressor would hold events back,
 * and neither are pictures and sound, which are compressed already.
 */
@Provider
public class Compression implements WriterInterceptor {

    private static final String GZIP = "gzip";

    /** The coding itself or any, unless its weight says that it is not wanted. */
    private static final Pattern WANTED = Pattern.compile("(?i)\\s*(?:gzip|\\*)\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*$).*)?");

    @Context
    private HttpHeaders request;

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        if (!isText(answer.getMediaType()) || headers.containsKey(HttpHeaders.CONTENT_ENCODING)) {
            answer.proceed();
            return;
        }
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!wanted(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING))) {
            answer.proceed();
            return;
        }
        headers.putSingle(HttpHeaders.CONTENT_ENCODING, GZIP);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        GZIPOutputStream compressed = new GZIPOutputStream(answer.getOutputStream());
        answer.setOutputStream(compressed);
        answer.proceed();
        compressed.finish();
    }

    static boolean wanted(String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.split(","))
                        .anyMatch(coding -> WANTED.matcher(coding).matches());
    }

    private static boolean isText(MediaType type) {
        return type != null
                && !MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(type)
                && (type.getType().equals("text")
                        || type.getSubtype().equals("json")
                        || type.getSubtype().endsWith("+json"));
    }
}
