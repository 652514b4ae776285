package dev.atrium.chat;

import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.conversation.Message.Role;
import dev.atrium.text.TextOptions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A conversation that comes from elsewhere. Its messages get new ids, and nothing of what they cost there is taken over.
 *
 * @param head the place in the lines of the last message of the branch that is shown; empty where there are none
 */
public record ImportedConversation(
        String title,
        Optional<String> model,
        Optional<String> system,
        Optional<TextOptions> parameters,
        List<String> tags,
        List<Line> lines,
        OptionalInt head) {

    /**
     * A message.
     *
     * @param parent the place of the message that it follows, which comes before it; empty for one that begins the conversation
     * @param createdAt when it was said; none or a time to come is now
     * @param rating 1 for up, -1 for down, 0 for neither
     */
    public record Line(
            OptionalInt parent,
            Role role,
            String content,
            String reasoning,
            Optional<String> model,
            Optional<String> provider,
            int rating,
            Optional<Instant> createdAt) {

        Message toMessage(UUID conversationId, int number, UUID parentId, Instant now) {
            Instant said = createdAt.filter(time -> time.isBefore(now)).orElse(now);
            if (role == Role.USER) {
                return Message.fromUser(conversationId, number, parentId, content, said);
            }
            Message answer = Message.broughtIn(conversationId, number, parentId, content, reasoning, said);
            answer.answeredBy(model.orElse(null), provider.orElse(null));
            answer.rate(rating);
            return answer;
        }
    }

    public ImportedConversation {
        Objects.requireNonNull(title, "title");
        tags = List.copyOf(tags);
        lines = List.copyOf(lines);
    }
}
