package dev.atrium.demo;

import java.util.OptionalInt;

/**
 * How an answer ends.
 *
 * @param after the number of pieces of text sent before; absent: before the first byte of the answer, for {@link Kind#TRUNCATE}
 *     after all of the text
 */
record Ending(Kind kind, OptionalInt after) {

    static final Ending COMPLETE = new Ending(Kind.COMPLETE, OptionalInt.empty());

    enum Kind {
        /** As it should. */
        COMPLETE,
        /** The HTTP message ends properly, but nothing says that the answer is finished. */
        TRUNCATE,
        /** The vendor reports a failure inside the stream. */
        FAIL,
        /** The connection is closed. */
        DROP,
        /** The connection is reset. */
        RESET,
        /** Nothing more comes. */
        HANG
    }

    /** Whether not even the status line is sent. */
    boolean atOnce() {
        return after.isEmpty() && (kind == Kind.DROP || kind == Kind.RESET || kind == Kind.HANG);
    }

    /** How many of so many pieces are sent. */
    int pieces(int all) {
        return kind == Kind.COMPLETE ? all : Math.min(all, after.orElse(all));
    }
}
