package dev.atrium.demo;

import java.util.Optional;

/**
 * How a stream's bytes are laid out, where that is not the vendor's own way.
 *
 * @param lineEnd the end of each line
 * @param comments whether comment lines stand before and within the events
 * @param byteOrderMark whether the stream begins with one
 * @param cut the size in bytes of the pieces that are written; 0 writes event by event
 */
record Framing(Optional<String> lineEnd, boolean comments, boolean byteOrderMark, int cut) {

    static final Framing USUAL = new Framing(Optional.empty(), false, false, 0);
}
