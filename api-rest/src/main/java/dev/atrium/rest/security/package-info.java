/**
 * Who may send which request: one authentication mechanism for portal and API, by session and by bearer token, and the guard against
 * requests that other sites forge.
 */
package dev.atrium.rest.security;
