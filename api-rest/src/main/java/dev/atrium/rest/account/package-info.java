/** Signing up, and the tokens with which other programs act for a user. */
package dev.atrium.rest.account;
