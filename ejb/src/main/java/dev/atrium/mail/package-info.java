/**
 * Mail: {@link dev.atrium.mail.Outbox} takes it within the transaction of what it tells of, and a timer sends it afterwards, or writes it to
 * the log where no mail server is configured.
 */
package dev.atrium.mail;
