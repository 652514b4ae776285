package dev.atrium.embedding;

import dev.atrium.generation.Product;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The vectors of texts, in their order.
 *
 * @param vectors not to be changed
 */
public record Vectors(List<float[]> vectors) implements Product {

    public Vectors {
        vectors = List.copyOf(vectors);
    }

    @Override
    public long bytes() {
        return vectors.stream()
                .mapToLong(vector -> (long) vector.length * Float.BYTES)
                .sum();
    }

    /** As it is stored: of each vector its length and its numbers, high byte first. */
    byte[] document() {
        ByteBuffer document = ByteBuffer.allocate(Math.toIntExact(bytes() + (long) vectors.size() * Integer.BYTES));
        for (float[] vector : vectors) {
            document.putInt(vector.length);
            for (float number : vector) {
                document.putFloat(number);
            }
        }
        return document.array();
    }

    static Vectors read(byte[] stored) {
        List<float[]> vectors = new ArrayList<>();
        ByteBuffer document = ByteBuffer.wrap(stored);
        while (document.hasRemaining()) {
            float[] vector = new float[document.getInt()];
            for (int i = 0; i < vector.length; i++) {
                vector[i] = document.getFloat();
            }
            vectors.add(vector);
        }
        return new Vectors(vectors);
    }
}
