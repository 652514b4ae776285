package dev.atrium.generation;

/**
 * What a generation made beside text, such as files. Its type belongs to the package of the service that asks for it, which stores it when
 * it is told {@link GenerationEnded}.
 */
public interface Product {

    /** The memory that it takes, in bytes, where that is worth counting: results are kept for a while after their end. */
    default long bytes() {
        return 0;
    }
}
