/**
 * How often something may be done: {@link dev.atrium.limit.RateLimiter} counts in windows that all nodes share through Redis, or that this
 * node has in memory when there is no Redis. {@link dev.atrium.limit.Limits} says which windows there are.
 */
package dev.atrium.limit;
