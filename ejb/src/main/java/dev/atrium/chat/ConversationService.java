package dev.atrium.chat;

import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.persistence.conversation.Conversation.TitledBy;
import dev.atrium.persistence.conversation.ConversationFilter;
import dev.atrium.persistence.conversation.ConversationRepository;
import dev.atrium.persistence.conversation.ConversationRepository.TagCount;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.text.TextOptions;
import dev.atrium.workspace.Erasure;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A user's conversations. One that belongs to somebody else is one that does not exist, unless another member of the workspace shares it:
 * then it can be read.
 */
@Stateless
public class ConversationService {

    static final String UNTITLED = "New conversation";

    private static final int MOST_TAGS = 20;
    private static final int MOST_TAG_CHARACTERS = 50;
    private static final int MOST_TAGS_LISTED = 200;

    @Inject
    private ConversationAccess access;

    @Inject
    private ConversationRepository conversations;

    @Inject
    private Attachments attachments;

    @Inject
    private Clock clock;

    /** What a new conversation begins with. */
    public record Draft(
            Optional<String> title,
            Optional<String> model,
            Optional<String> provider,
            Optional<String> system,
            Optional<TextOptions> parameters,
            Optional<List<String>> tags) {}

    /**
     * What to change; what is empty stays as it is.
     *
     * @param system the system prompt; an empty text is none
     * @param headId a message of the branch to show; of those that go through it the newest is shown
     */
    public record Change(
            Optional<String> title,
            Optional<String> model,
            Optional<String> provider,
            Optional<String> system,
            Optional<TextOptions> parameters,
            Optional<Boolean> pinned,
            Optional<Boolean> archived,
            Optional<Boolean> shared,
            Optional<List<String>> tags,
            Optional<UUID> headId) {}

    /** Which messages of a conversation to read. */
    public enum Range {
        /** All of them, in the order in which they were said. */
        ALL,
        /** Those of the branch that is shown. */
        BRANCH
    }

    /** Some of the caller's conversations, or of those that others share. */
    public Page<ConversationView> list(Caller caller, ConversationFilter filter, int offset, int limit) {
        List<ConversationView> items =
                conversations.findAll(caller.workspaceId(), caller.userId(), filter, offset, limit).stream()
                        .map(conversation -> ConversationView.of(conversation, caller))
                        .toList();
        return new Page<>(items, conversations.count(caller.workspaceId(), caller.userId(), filter), limit, offset);
    }

    /** The tags of the caller's conversations, the most frequent first. */
    public List<TagCount> tags(Caller caller) {
        return conversations.findTags(caller.workspaceId(), caller.userId(), MOST_TAGS_LISTED);
    }

    public ConversationView create(Caller caller, Draft draft) {
        Conversation conversation = new Conversation(
                caller.workspaceId(),
                caller.userId(),
                draft.title().orElse(UNTITLED),
                draft.title().isPresent() ? TitledBy.USER : TitledBy.FIRST_MESSAGE,
                clock.instant());
        conversation.use(draft.model().orElse(null), draft.provider().orElse(null));
        conversation.instruct(draft.system().filter(text -> !text.isBlank()).orElse(null));
        draft.parameters().map(TextOptions::toJson).ifPresent(json -> conversation.answerWith(json.toString()));
        draft.tags().map(ConversationService::tidy).ifPresent(conversation::tag);
        conversations.add(conversation);
        return ConversationView.of(conversation, caller);
    }

    public ConversationView get(Caller caller, UUID id) {
        return ConversationView.of(access.toRead(caller, id), caller);
    }

    /**
     * The last messages, in their order.
     *
     * @param before only messages that come before this one
     */
    public List<MessageView> messages(Caller caller, UUID id, Range range, Optional<UUID> before, int limit) {
        Conversation conversation = access.toRead(caller, id);
        Optional<Message> end = before.map(messageId -> require(conversation, messageId));
        List<Message> found;
        if (range == Range.ALL) {
            found = conversations.findMessages(id, end.map(Message::number).orElse(Integer.MAX_VALUE), limit);
        } else {
            found = (end.isPresent() ? end.flatMap(Message::parentId) : conversation.headId())
                    .map(last -> conversations.findBranch(id, last, limit))
                    .orElse(List.of());
        }
        return views(id, found);
    }

    /** Messages after a number, in the order in which they were said. */
    public List<MessageView> messagesAfter(Caller caller, UUID id, int number, int limit) {
        access.toRead(caller, id);
        return views(id, conversations.findMessagesAfter(id, number, limit));
    }

    /** Messages by their ids, in the order in which they were said. */
    public List<MessageView> messages(Caller caller, UUID id, List<UUID> ids) {
        access.toRead(caller, id);
        return views(id, conversations.findMessages(id, ids));
    }

    /** The ids of the messages of the branch that is shown, from its beginning. */
    public List<UUID> branch(Caller caller, UUID id) {
        return access.toRead(caller, id)
                .headId()
                .map(head -> conversations.findBranchIds(id, head))
                .orElse(List.of());
    }

    private List<MessageView> views(UUID conversationId, List<Message> messages) {
        Map<UUID, List<StoredFile>> files = attachments.of(messages);
        Map<Optional<UUID>, List<UUID>> alternatives = conversations.findAlternatives(conversationId, messages);
        return messages.stream()
                .map(message -> MessageView.of(
                        message,
                        files.getOrDefault(message.id(), List.of()),
                        alternatives.getOrDefault(message.parentId(), List.of())))
                .toList();
    }

    /** A message of a conversation. */
    public MessageView message(Caller caller, UUID id, UUID messageId) {
        Conversation conversation = access.toRead(caller, id);
        return views(id, List.of(require(conversation, messageId))).get(0);
    }

    private Message require(Conversation conversation, UUID messageId) {
        return conversations.findMessage(conversation.id(), messageId).orElseThrow(() -> Refusal.notFound("message"));
    }

    public ConversationView change(Caller caller, UUID id, Change change) {
        Conversation conversation = access.toWrite(caller, id);
        change.title().ifPresent(title -> conversation.rename(title, TitledBy.USER));
        change.model()
                .ifPresent(model -> conversation.use(model, change.provider().orElse(null)));
        change.system().ifPresent(system -> conversation.instruct(system.isBlank() ? null : system));
        change.parameters()
                .map(TextOptions::toJson)
                .ifPresent(json -> conversation.answerWith(json.isEmpty() ? null : json.toString()));
        change.pinned().ifPresent(conversation::pin);
        change.archived().ifPresent(conversation::archive);
        change.shared().ifPresent(conversation::share);
        change.tags().map(ConversationService::tidy).ifPresent(conversation::tag);
        change.headId()
                .map(messageId -> conversations
                        .findNewestEnd(id, messageId)
                        .orElseThrow(() -> Refusal.invalid("headId", "is no message of this conversation")))
                .ifPresent(conversation::showBranch);
        return ConversationView.of(conversation, caller);
    }

    /** Each tag once, however it is written, without space around it. */
    private static List<String> tidy(List<String> tags) {
        Map<String, String> tidied = new LinkedHashMap<>();
        for (int i = 0; i < tags.size(); i++) {
            String tag = tags.get(i).strip();
            if (tag.isEmpty() || tag.length() > MOST_TAG_CHARACTERS) {
                throw Refusal.invalid("tags[" + i + "]", "must have 1 to " + MOST_TAG_CHARACTERS + " characters");
            }
            tidied.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
        }
        if (tidied.size() > MOST_TAGS) {
            throw Refusal.invalid("tags", "must have at most " + MOST_TAGS + " entries");
        }
        return new ArrayList<>(tidied.values());
    }

    /**
     * Says what the caller thinks of an answer.
     *
     * @param rating 1 for up, -1 for down, 0 for neither
     */
    public MessageView rate(Caller caller, UUID id, UUID messageId, int rating) {
        Conversation conversation = access.toWrite(caller, id);
        Message message = require(conversation, messageId);
        if (message.role() != Message.Role.ASSISTANT) {
            throw Refusal.invalid("rating", "is for answers, and this message is your own");
        }
        if (message.status() == Message.Status.STREAMING) {
            throw new Refusal(ErrorCode.CONFLICT, "This answer is still being written. Rate it when it has ended.");
        }
        message.rate(rating);
        return views(id, List.of(message)).get(0);
    }

    /** Deletes a conversation with its messages and their files; what it cost stays in the ledger. */
    public void delete(Caller caller, UUID id) {
        Conversation conversation = access.own(caller, id);
        attachments.delete(conversation.id());
        conversations.remove(conversation);
    }

    /**
     * Makes a conversation of the caller's own of what was exported elsewhere.
     *
     * @return the conversation, which has cost nothing
     */
    public ConversationView bringIn(Caller caller, ImportedConversation imported) {
        if (!caller.role().mayGenerate()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Viewers of a workspace cannot write conversations in it.");
        }
        Conversation conversation = new Conversation(
                caller.workspaceId(), caller.userId(), imported.title(), TitledBy.USER, clock.instant());
        conversation.use(imported.model().orElse(null), null);
        conversation.instruct(imported.system().orElse(null));
        imported.parameters().map(TextOptions::toJson).ifPresent(json -> conversation.answerWith(json.toString()));
        conversation.tag(tidy(imported.tags()));
        conversations.add(conversation);
        List<UUID> ids = new ArrayList<>();
        for (ImportedConversation.Line line : imported.lines()) {
            Message message = line.toMessage(
                    conversation.id(),
                    conversation.nextNumber(),
                    line.parent().isPresent() ? ids.get(line.parent().getAsInt()) : null,
                    clock.instant());
            conversations.add(message);
            ids.add(message.id());
        }
        imported.head().ifPresent(head -> conversation.showBranch(ids.get(head)));
        conversations.flush();
        return ConversationView.of(conversation, caller);
    }

    /** Observes that all conversations of a user or a workspace are to go. */
    public void erase(@Observes Erasure erasure) {
        conversations.removeAll(erasure.whose(), erasure.id());
    }
}
