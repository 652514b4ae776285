package dev.atrium.limit;

import java.util.List;

/** Where windows are counted. */
interface Windows {

    /**
     * Counts a request in all of the windows, or in none if one of them is full.
     *
     * @param ticket what the request is called, to give it back
     */
    Count take(String ticket, List<Window> windows);

    /** Takes a request out of the windows. */
    void giveBack(String ticket, List<Window> windows);

    /** Empties a window. */
    void clear(Window window);

    /**
     * What a check has found.
     *
     * @param admitted whether every window had room
     * @param time when the request was counted, in microseconds of the store's clock
     * @param fills the windows after the check, in their order
     */
    record Count(boolean admitted, long time, List<Fill> fills) {}

    /**
     * How full a window is.
     *
     * @param used how many requests it holds
     * @param micros until its oldest request, of those that are too many its last, leaves it, in microseconds; zero for an empty one
     */
    record Fill(long used, long micros) {}
}
