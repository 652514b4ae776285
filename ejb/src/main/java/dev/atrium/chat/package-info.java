/**
 * Conversations: {@link dev.atrium.chat.ChatService} takes a message and starts its answer, {@link dev.atrium.chat.ConversationService}
 * shows and keeps what was said.
 */
package dev.atrium.chat;
