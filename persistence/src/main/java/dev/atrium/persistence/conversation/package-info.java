/** Conversations and their messages, as they are stored. */
package dev.atrium.persistence.conversation;
