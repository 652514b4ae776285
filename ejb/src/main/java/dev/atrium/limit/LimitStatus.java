package dev.atrium.limit;

import java.time.Duration;

/**
 * How much of a limit is left.
 *
 * @param name what the limit is called
 * @param limit how many requests the window holds
 * @param remaining how many more it would take now
 * @param reset how long until it would take one more than that; zero for a window that holds nothing
 * @param window how long the window is
 */
public record LimitStatus(String name, int limit, int remaining, Duration reset, Duration window) {}
