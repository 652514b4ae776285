package dev.atrium.demo;

/**
 * Counts since the start. An answer is what a well-formed chat request gets, streamed or whole, a failure on demand
 * too; requests that are refused get none.
 *
 * @param requests all requests to providers
 * @param open answers that are being given at the moment
 * @param maxOpen the most that were given at the same time
 * @param completed answers that were given to their planned end, a broken one included
 * @param closedByClient answers during which the client closed the connection
 */
public record Stats(long requests, int open, int maxOpen, long completed, long closedByClient) {}
