package dev.atrium.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Random;

/** Embeds texts as vectors of length 1. Texts that share words are near to each other, and the same text has the same vector. */
final class Embedder {

    private Embedder() {}

    static float[] embed(String text, int dimensions) {
        double[] sum = new double[dimensions];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
            var random = new Random(word.hashCode());
            for (int i = 0; i < dimensions; i++) {
                sum[i] += random.nextGaussian();
            }
        }
        double length = 0;
        for (double value : sum) {
            length += value * value;
        }
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (sum[i] / Math.sqrt(length));
        }
        return vector;
    }

    /** The bytes of the vector, low byte first, in Base64. */
    static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Sound.base64(bytes.array());
    }
}
