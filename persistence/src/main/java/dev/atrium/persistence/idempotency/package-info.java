/** Which request came with which idempotency key, and what it began. */
package dev.atrium.persistence.idempotency;
