/**
 * The accounts of people: {@link dev.atrium.account.AccountService} opens them, {@link dev.atrium.account.ProfileService} changes and {@link
 * dev.atrium.account.AccountClosing} closes them, {@link dev.atrium.account.AccountExport} hands out all that is stored. {@link
 * dev.atrium.account.AddressVerification} and {@link dev.atrium.account.PasswordReset} work by mail.
 */
package dev.atrium.account;
