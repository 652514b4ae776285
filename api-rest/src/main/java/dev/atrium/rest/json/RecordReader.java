package dev.atrium.rest.json;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a JSON body as a record. What does not fit is refused in words about the client's fields, the same on every server; unknown
 * fields are ignored.
 */
@Provider
@ApplicationScoped
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
        return read(type, requestBody.read(stream));
    }

    static <R extends Record> R read(Class<R> type, byte[] body) {
        JsonValue json = parse(body);
        if (!(json instanceof JsonObject object)) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "The body must be a JSON object.");
        }
        List<FieldError> errors = RecordShape.of(type).check(object);
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        try {
            return JsonFormat.jsonb().fromJson(new String(body, StandardCharsets.UTF_8), type);
        } catch (JsonbException | ArithmeticException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "A field of the body has a value that cannot be read.", e);
        }
    }

    private static JsonValue parse(byte[] body) {
        if (body.length == 0) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "The body is empty; it must be a JSON object.");
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readValue();
        } catch (JsonParsingException e) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "The body is not valid JSON: see line %d, column %d."
                            .formatted(
                                    e.getLocation().getLineNumber(),
                                    e.getLocation().getColumnNumber()),
                    e);
        } catch (JsonException e) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "The body is not valid JSON in UTF-8.", e);
        }
    }
}
