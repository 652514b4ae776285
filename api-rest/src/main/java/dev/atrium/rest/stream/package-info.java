/**
 * Event streams: whether a request wants one, and writing one to a client at the client's own pace.
 */
package dev.atrium.rest.stream;
