/**
 * The accounts of people: {@link dev.atrium.account.AccountService} opens them, for who signs up and for the first
 * administrator of a new installation.
 */
package dev.atrium.account;
