package dev.atrium.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What is to be answered, and where in a conversation the answer belongs. Whatever was said stays: each of these adds to the tree of messages. */
public sealed interface Ask {

    /**
     * A new message of the user.
     *
     * @param parentId the message to follow; without one the last of the branch that is shown
     * @param attachments the files to send with it
     */
    record Message(Optional<UUID> parentId, String text, List<UUID> attachments) implements Ask {
        public Message {
            Objects.requireNonNull(parentId, "parentId");
            Objects.requireNonNull(text, "text");
            attachments = List.copyOf(attachments);
        }
    }

    /**
     * An earlier message of the user in other words: a branch beside it.
     *
     * @param attachments the files to send with it; without any said, those of the earlier one
     */
    record Edit(UUID messageId, String text, Optional<List<UUID>> attachments) implements Ask {
        public Edit {
            Objects.requireNonNull(messageId, "messageId");
            Objects.requireNonNull(text, "text");
            attachments = attachments.map(List::copyOf);
        }
    }

    /**
     * Another answer to the same question, beside the one that is there.
     *
     * @param messageId the answer, or the question itself
     */
    record Again(UUID messageId) implements Ask {
        public Again {
            Objects.requireNonNull(messageId, "messageId");
        }
    }

    /**
     * More of an answer that was cut short: a message that follows it.
     *
     * @param messageId the answer
     */
    record Onward(UUID messageId) implements Ask {
        public Onward {
            Objects.requireNonNull(messageId, "messageId");
        }
    }
}
