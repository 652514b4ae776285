/** Users, as they are stored. */
package dev.atrium.persistence.account;
