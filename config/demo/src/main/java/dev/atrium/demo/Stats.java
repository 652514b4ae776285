package dev.atrium.demo;

/**
 * Counts since the start. An answer is a chat answer, streamed or whole; refusals and failures on demand don't count as such.
 *
 * @param requests all requests to providers
 * @param open answers that are being given at the moment
 * @param maxOpen the most that were given at the same time
 * @param completed answers that were given to their planned end, a broken one included
 * @param closedByClient answers during which the client closed the connection
 */
public record Stats(long requests, int open, int maxOpen, long completed, long closedByClient) {}
