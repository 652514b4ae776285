/** Conversations and chat, over HTTP. */
package dev.atrium.rest.chat;
