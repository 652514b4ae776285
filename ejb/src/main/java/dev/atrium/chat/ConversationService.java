package dev.atrium.chat;

import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.persistence.conversation.Conversation.TitledBy;
import dev.atrium.persistence.conversation.ConversationRepository;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.workspace.Erasure;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A user's conversations. One that belongs to somebody else is one that does not exist. */
@Stateless
public class ConversationService {

    private static final String UNTITLED = "New conversation";

    @Inject
    private ConversationRepository conversations;

    @Inject
    private Attachments attachments;

    @Inject
    private Clock clock;

    /** What a new conversation begins with. */
    public record Draft(
            Optional<String> title, Optional<String> model, Optional<String> provider, Optional<String> system) {}

    /** What to change; what is empty stays as it is. */
    public record Change(
            Optional<String> title, Optional<String> system, Optional<Boolean> pinned, Optional<Boolean> archived) {}

    /** The conversations, the one written to last first. */
    public Page<ConversationView> list(Caller caller, boolean archived, int offset, int limit) {
        List<ConversationView> items =
                conversations.findAll(caller.workspaceId(), caller.userId(), archived, offset, limit).stream()
                        .map(ConversationView::of)
                        .toList();
        return new Page<>(items, conversations.count(caller.workspaceId(), caller.userId(), archived), limit, offset);
    }

    public ConversationView create(Caller caller, Draft draft) {
        Conversation conversation = new Conversation(
                caller.workspaceId(),
                caller.userId(),
                draft.title().orElse(UNTITLED),
                draft.title().isPresent() ? TitledBy.USER : TitledBy.FIRST_MESSAGE,
                clock.instant());
        conversation.use(draft.model().orElse(null), draft.provider().orElse(null));
        conversation.instruct(draft.system().orElse(null));
        conversations.add(conversation);
        return ConversationView.of(conversation);
    }

    public ConversationView get(Caller caller, UUID id) {
        return ConversationView.of(require(caller, id));
    }

    /**
     * The last messages, in their order.
     *
     * @param before only messages that come before the one with this number
     */
    public List<MessageView> messages(Caller caller, UUID id, OptionalInt before, int limit) {
        Conversation conversation = require(caller, id);
        List<Message> found = conversations.findMessages(conversation.id(), before.orElse(Integer.MAX_VALUE), limit);
        Map<UUID, List<StoredFile>> files = attachments.of(found);
        return found.stream()
                .map(message -> MessageView.of(message, files.getOrDefault(message.id(), List.of())))
                .toList();
    }

    /** A message of a conversation. */
    public MessageView message(Caller caller, UUID id, UUID messageId) {
        Conversation conversation = require(caller, id);
        return conversations
                .findMessage(conversation.id(), messageId)
                .map(message ->
                        MessageView.of(message, attachments.of(List.of(message)).getOrDefault(message.id(), List.of())))
                .orElseThrow(() -> Refusal.notFound("message"));
    }

    public ConversationView change(Caller caller, UUID id, Change change) {
        Conversation conversation = conversations
                .findForUpdate(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("conversation"));
        change.title().ifPresent(title -> conversation.rename(title, TitledBy.USER));
        change.system().ifPresent(system -> conversation.instruct(system.isBlank() ? null : system));
        change.pinned().ifPresent(conversation::pin);
        change.archived().ifPresent(conversation::archive);
        return ConversationView.of(conversation);
    }

    /** Deletes a conversation with its messages and their files; what it cost stays in the ledger. */
    public void delete(Caller caller, UUID id) {
        Conversation conversation = require(caller, id);
        attachments.delete(conversation.id());
        conversations.remove(conversation);
    }

    private Conversation require(Caller caller, UUID id) {
        return conversations
                .find(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    /** Observes that all conversations of a user or a workspace are to go. */
    public void erase(@Observes Erasure erasure) {
        conversations.removeAll(erasure.whose(), erasure.id());
    }
}
