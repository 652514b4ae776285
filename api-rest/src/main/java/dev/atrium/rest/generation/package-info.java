/**
 * Generations on the wire: their events as a stream, their outcome as an answer, and reading, resuming and stopping them by id.
 */
package dev.atrium.rest.generation;
