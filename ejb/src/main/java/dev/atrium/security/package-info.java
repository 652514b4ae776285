/**
 * Who is asking. {@link dev.atrium.security.SignIn} checks passwords and {@link dev.atrium.security.AccessTokens} bearer
 * tokens. What they establish, the container carries through the request as a {@link dev.atrium.security.SignedInUser}; with
 * the workspace of the request it becomes a {@link dev.atrium.security.Caller}, which
 * {@link dev.atrium.security.CurrentCaller} answers.
 */
package dev.atrium.security;
