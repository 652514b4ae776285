/** Speech from texts, over HTTP. */
package dev.atrium.rest.speech;
