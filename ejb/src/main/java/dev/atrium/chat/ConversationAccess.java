package dev.atrium.chat;

import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.persistence.conversation.ConversationRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Who may do what with a conversation: its user everything, the other members of the workspace read it when it is shared. For everyone else
 * it does not exist.
 */
@ApplicationScoped
class ConversationAccess {

    @Inject
    private ConversationRepository conversations;

    /** A conversation to read. */
    Conversation toRead(Caller caller, UUID id) {
        return conversations
                .findReadable(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    /** A conversation of the caller's own, without waiting for those who write into it. */
    Conversation own(Caller caller, UUID id) {
        return conversations.find(caller.workspaceId(), caller.userId(), id).orElseThrow(() -> refusal(caller, id));
    }

    /** A conversation of the caller's own to write into it: writers take turns. */
    Conversation toWrite(Caller caller, UUID id) {
        return conversations
                .findForUpdate(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> refusal(caller, id));
    }

    private Refusal refusal(Caller caller, UUID id) {
        toRead(caller, id);
        return new Refusal(
                ErrorCode.FORBIDDEN, "Another member shares this conversation: it can be read, but not changed.");
    }
}
