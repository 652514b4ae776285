/** The mail that is to be sent, as it is stored. */
package dev.atrium.persistence.mail;
