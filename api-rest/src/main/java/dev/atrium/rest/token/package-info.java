/** Personal access tokens over HTTP. */
package dev.atrium.rest.token;
