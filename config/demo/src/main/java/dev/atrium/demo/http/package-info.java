/**
 * A small HTTP/1.1 server that leaves every byte to its user: where a chunk ends, how long it waits, how a connection dies.
 *
 * <p>The door is {@link dev.atrium.demo.http.HttpServer}. General servers hide just what a fake provider must control: they
 * join writes, finish broken answers politely and tell late that a client has gone.
 */
package dev.atrium.demo.http;
