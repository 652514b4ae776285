/** Who is asking: passwords, bearer tokens and sessions end in a {@link dev.atrium.security.Caller}. */
package dev.atrium.security;
