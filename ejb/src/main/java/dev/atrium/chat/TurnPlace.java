package dev.atrium.chat;

import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.media.StoredFile;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where in a conversation a turn goes, and what the model is asked there.
 *
 * @param parentId the end of the branch that comes before the question; empty at the beginning
 * @param text the question
 * @param attached the files that go with it
 * @param existing the stored message that the answer follows; empty where the question is new
 */
record TurnPlace(Optional<UUID> parentId, String text, List<StoredFile> attached, Optional<Message> existing) {}
