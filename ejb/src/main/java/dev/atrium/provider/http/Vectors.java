package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reads the vectors that providers send. */
public final class Vectors {

    private Vectors() {}

    /** A vector: numbers, or in Base64 the bytes of 32-bit floating point numbers, low byte first. */
    public static float[] of(JsonValue value) {
        if (value instanceof JsonString base64) {
            FloatBuffer numbers = ByteBuffer.wrap(Base64.getDecoder().decode(base64.getString()))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            float[] vector = new float[numbers.remaining()];
            numbers.get(vector);
            return vector;
        }
        JsonArray array = (JsonArray) value;
        float[] vector = new float[array.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) ((JsonNumber) array.get(i)).doubleValue();
        }
        return vector;
    }

    /** The vectors, of which each input must have got one. */
    public static List<float[]> complete(float[][] vectors, ProviderEndpoint endpoint) {
        boolean missing = Arrays.stream(vectors).anyMatch(vector -> vector == null || vector.length == 0);
        if (missing) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("missing_vector")
                    .exception();
        }
        return List.of(vectors);
    }
}
