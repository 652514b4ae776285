/** The limits of requests, and what every answer tells of them. */
package dev.atrium.rest.limit;
