/**
 * Requests that cost credits are carried out once: {@link dev.atrium.idempotency.IdempotencyKeys} keeps, for a day, which generation the
 * first request with a key has begun. The key is stored in the transaction that begins the generation, so it is there exactly if
 * something was reserved.
 */
package dev.atrium.idempotency;
