/** Personal access tokens, as they are stored: the hash of the secret, never the secret. */
package dev.atrium.persistence.token;
