package dev.atrium.rest.json;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a JSON body as a record. What does not fit is refused in words about the client's fields, the same on every server; unknown
 * fields are ignored.
 *
 * <p>It must not have a scope with a client proxy: in that one Jersey does not see which type it reads, and prefers its own reader of JSON
 * at some starts (issue 4400 of Jersey).
 */
@Provider
@Dependent
@Consumes(MediaType.APPLICATION_JSON)
public class RecordReader implements MessageBodyReader<Record> {

    @Inject
    private RequestBody requestBody;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream) {
        return read(
                type,
                type.isAnnotationPresent(WithMedia.class)
                        ? requestBody.readWithMedia(stream)
                        : requestBody.read(stream));
    }

    /**
     * Reads a record of a text in JSON.
     *
     * @throws Refusal {@code INVALID_REQUEST} when it does not fit, with a message for each field
     */
    public static <R extends Record> R read(Class<R> type, byte[] body) {
        RecordShape shape = RecordShape.of(type);
        JsonObject object = JsonText.object(body);
        List<FieldError> errors = shape.check(object);
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        try {
            String json =
                    shape.gathers() ? shape.gathered(object).toString() : new String(body, StandardCharsets.UTF_8);
            return JsonFormat.jsonb().fromJson(json, type);
        } catch (JsonbException | ArithmeticException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "A field of the body has a value that cannot be read.", e);
        }
    }
}
