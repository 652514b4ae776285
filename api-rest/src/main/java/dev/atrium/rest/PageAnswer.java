package dev.atrium.rest;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many items the whole list has
 * @param limit how many were asked for at most
 * @param offset how many come before these
 */
public record PageAnswer<T>(List<T> items, long total, int limit, int offset) {

    /** How many items an answer has unless the request says another limit. */
    public static final String USUAL_LIMIT = "20";

    /** The most items that an answer has. */
    public static final int HIGHEST_LIMIT = 100;
}
