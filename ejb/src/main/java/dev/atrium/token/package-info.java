/** Personal access tokens: {@link dev.atrium.token.TokenService} makes, lists and revokes them. */
package dev.atrium.token;
