/**
 * The ports through which Atrium reaches AI providers: what is asked, what comes back, and how it can fail.
 * Vendors translate their wire format into these types and let nothing of it through.
 */
package dev.atrium.provider.api;
