package dev.atrium.chat;

import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ChatMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a model is sent of a conversation. */
@ApplicationScoped
class ChatContext {

    /** Far more than prose has: where this says that there is no room, there is none. */
    private static final int MOST_CHARACTERS_PER_TOKEN = 16;

    @Inject
    private Attachments attachments;

    /**
     * A branch, and what is asked after it. Neighbours that one side said are joined, as providers want the sides to alternate.
     *
     * @param branch from its beginning
     * @param attached what is sent with the question
     * @param offers the models that may be sent it
     */
    List<ChatMessage> of(List<Message> branch, String question, List<StoredFile> attached, List<ModelOffer> offers) {
        int pictures = Attachments.pictures(attached);
        ChatMessage asked = new ChatMessage(ChatMessage.Role.USER, attachments.inContext(question, attached, pictures));
        List<ChatMessage> context = new ArrayList<>();
        said(branch, room(offers) - asked.text().length(), attachments.mostPictures() - pictures)
                .forEach(said -> say(context, said));
        say(context, asked);
        return context;
    }

    /**
     * What was said, from the end back to where no window has room, so that of a long conversation not every file is read.
     *
     * @param pictures how many pictures are sent, the latest ones
     */
    private List<ChatMessage> said(List<Message> branch, long room, int pictures) {
        Map<UUID, List<StoredFile>> files = attachments.of(branch);
        Deque<ChatMessage> said = new ArrayDeque<>();
        long left = room;
        int shown = pictures;
        for (int i = branch.size() - 1; i >= 0 && left > 0; i--) {
            Message message = branch.get(i);
            List<StoredFile> attached = files.getOrDefault(message.id(), List.of());
            ChatMessage then = new ChatMessage(
                    ChatMessage.Role.valueOf(message.role().name()),
                    attachments.inContext(message.content(), attached, Math.max(0, shown)));
            said.addFirst(then);
            left -= then.text().length();
            shown -= Attachments.pictures(attached);
        }
        return List.copyOf(said);
    }

    private static long room(List<ModelOffer> offers) {
        return offers.stream()
                        .mapToLong(offer -> offer.facts().contextWindow())
                        .max()
                        .orElse(0)
                * MOST_CHARACTERS_PER_TOKEN;
    }

    private static void say(List<ChatMessage> context, ChatMessage message) {
        if (message.isBlank()) {
            return;
        }
        int last = context.size() - 1;
        if (last < 0 || context.get(last).role() != message.role()) {
            context.add(message);
        } else if (message.role() == ChatMessage.Role.ASSISTANT) {
            // The second goes on where the first was cut, perhaps within a word.
            context.set(last, ChatMessage.assistant(context.get(last).text() + message.text()));
        } else {
            context.set(last, context.get(last).joined(message));
        }
    }
}
