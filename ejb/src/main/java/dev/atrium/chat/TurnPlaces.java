package dev.atrium.chat;

import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.persistence.conversation.ConversationRepository;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.conversation.Message.Role;
import dev.atrium.persistence.conversation.Message.Status;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.provider.ModelOffer;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the place of a turn in the tree of messages. */
@ApplicationScoped
class TurnPlaces {

    /** Sent in the user's place and never stored. In English, which every model follows; the answer goes on in its own language. */
    private static final String GO_ON =
            "Go on with your last message exactly where it was cut off, in the same language and form."
                    + " Repeat nothing, and say nothing about having been cut off.";

    @Inject
    private ConversationRepository conversations;

    @Inject
    private Attachments attachments;

    /**
     * Where a turn goes.
     *
     * @param conversation empty for a new one
     * @throws Refusal when there is no such message, it is of the wrong side, or it is still being written
     */
    TurnPlace find(Caller caller, Optional<Conversation> conversation, Ask ask, ModelOffer offer) {
        if (ask instanceof Ask.Message message) {
            return new TurnPlace(
                    parent(conversation, message.parentId()),
                    message.text(),
                    attachments.require(caller, message.attachments(), offer),
                    Optional.empty());
        }
        if (ask instanceof Ask.Edit edit) {
            return edited(caller, require(conversation, edit.messageId()), edit, offer);
        }
        if (ask instanceof Ask.Again again) {
            return again(conversation, require(conversation, again.messageId()));
        }
        return onward(require(conversation, ((Ask.Onward) ask).messageId()));
    }

    private Optional<UUID> parent(Optional<Conversation> conversation, Optional<UUID> wanted) {
        return wanted.map(id -> Optional.of(require(conversation, id).id()))
                .orElseGet(() -> conversation.flatMap(Conversation::headId));
    }

    private TurnPlace edited(Caller caller, Message earlier, Ask.Edit edit, ModelOffer offer) {
        if (earlier.role() != Role.USER) {
            throw Refusal.invalid("content", "cannot be changed: an answer can be rated, regenerated and continued");
        }
        List<StoredFile> attached = edit.attachments()
                .map(ids -> attachments.require(caller, ids, offer))
                .orElseGet(() -> attachedTo(earlier));
        return new TurnPlace(earlier.parentId(), edit.text(), attached, Optional.empty());
    }

    private TurnPlace again(Optional<Conversation> conversation, Message message) {
        requireEnded(message);
        Message question = message;
        while (question.role() != Role.USER) {
            // What goes on with a cut answer belongs to the same question.
            question = require(conversation, question.parentId().orElseThrow(TurnPlaces::unasked));
        }
        return new TurnPlace(question.parentId(), question.content(), attachedTo(question), Optional.of(question));
    }

    private static Refusal unasked() {
        return new Refusal(ErrorCode.CONFLICT, "No question comes before this answer, so it cannot be regenerated.");
    }

    private static TurnPlace onward(Message answer) {
        requireEnded(answer);
        if (answer.role() != Role.ASSISTANT || !isCut(answer)) {
            throw new Refusal(
                    ErrorCode.CONFLICT,
                    "Only an answer that was cut short can be continued. Send a message to go on with this one.");
        }
        if (answer.content().isBlank()) {
            throw new Refusal(
                    ErrorCode.CONFLICT, "Nothing had arrived of this answer that could be continued. Regenerate it.");
        }
        return new TurnPlace(Optional.of(answer.id()), GO_ON, List.of(), Optional.of(answer));
    }

    private static boolean isCut(Message answer) {
        return answer.status() != Status.COMPLETE
                || answer.finishReason().filter("length"::equals).isPresent();
    }

    private static void requireEnded(Message message) {
        if (message.status() == Status.STREAMING) {
            throw new Refusal(ErrorCode.CONFLICT, "This answer is still being written. Wait for its end, or stop it.");
        }
    }

    private Message require(Optional<Conversation> conversation, UUID id) {
        return conversation
                .flatMap(found -> conversations.findMessage(found.id(), id))
                .orElseThrow(() -> Refusal.notFound("message"));
    }

    private List<StoredFile> attachedTo(Message message) {
        return attachments.of(List.of(message)).getOrDefault(message.id(), List.of());
    }
}
