/**
 * The HTTP API under {@code /api}: resources translate requests into calls of the services and their answers into JSON. HTTP
 * stops here; what a request means is decided in the services.
 */
package dev.atrium.rest;
