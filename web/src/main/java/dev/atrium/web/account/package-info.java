/** Signing up, in and out. */
package dev.atrium.web.account;
