package dev.atrium.rest.chat;

import dev.atrium.chat.ConversationExport;
import dev.atrium.chat.ImportedConversation;
import dev.atrium.chat.ImportedConversation.Line;
import dev.atrium.persistence.conversation.Message.Role;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.text.Parameters;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A conversation in a file, as {@link ConversationExport} writes it. Whatever else a file has does not matter.
 *
 * @param headId the id of the last message of the branch that is shown; without one the last message is
 */
@Schema(example = """
    {"format": "atrium-conversation", "version": 1, "title": "Greetings", "messages": [
     {"id": "1", "role": "user", "content": "Hello"},
     {"id": "2", "parentId": "1", "role": "assistant", "content": "Hello there!"}]}\
    """)
public record ConversationFile(
        String format,
        Integer version,

        @NotBlank(message = "must be given") @Size(max = 200, message = "must have at most {max} characters")
        String title,

        @Size(max = 100, message = "must have at most {max} characters")
        String model,

        String system,
        @Valid Parameters parameters,
        List<String> tags,
        String headId,

        @NotNull(message = "must be given") @Size(max = MOST_MESSAGES, message = "must have at most {max} entries")
        List<Entry> messages) {

    /** A conversation of so many messages was not written by hand. */
    static final int MOST_MESSAGES = 10_000;

    private static final int MOST_WORD_CHARACTERS = 100;

    /**
     * A message.
     *
     * @param id any text that is no other message's
     * @param parentId the id of the message that it follows, which comes before it in the file; absent at the beginning
     */
    public record Entry(
            String id,
            String parentId,
            String role,
            String content,
            String reasoning,
            String model,
            String provider,
            Integer rating,
            String createdAt) {}

    /** @throws Refusal with a message for each field that is wrong */
    ImportedConversation conversation() {
        List<FieldError> errors = new ArrayList<>();
        if (!ConversationExport.FORMAT.equals(format)) {
            errors.add(new FieldError("format", "must be \"" + ConversationExport.FORMAT + "\""));
        }
        if (version == null || version != ConversationExport.VERSION) {
            errors.add(new FieldError("version", "must be " + ConversationExport.VERSION));
        }
        Map<String, Integer> places = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            lines.add(line(messages.get(i), "messages[" + i + "]", places, errors));
            String id = messages.get(i).id();
            if (id == null || places.putIfAbsent(id, i) != null) {
                errors.add(new FieldError("messages[" + i + "].id", "must be given, and be no other message's"));
            }
        }
        if (headId != null && !places.containsKey(headId)) {
            errors.add(new FieldError("headId", "must be the id of a message"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return new ImportedConversation(
                title.strip(),
                Optional.ofNullable(model),
                Optional.ofNullable(system).filter(text -> !text.isBlank()),
                Optional.ofNullable(parameters).map(Parameters::options),
                tags == null ? List.of() : tags,
                lines,
                head(places));
    }

    private OptionalInt head(Map<String, Integer> places) {
        if (messages.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(headId == null ? messages.size() - 1 : places.get(headId));
    }

    /** @param places of the messages before */
    private static Line line(Entry entry, String path, Map<String, Integer> places, List<FieldError> errors) {
        Optional<Role> role = role(entry.role());
        if (role.isEmpty()) {
            errors.add(new FieldError(path + ".role", "must be user or assistant"));
        }
        if (entry.content() == null) {
            errors.add(new FieldError(path + ".content", "must be given"));
        }
        if (entry.parentId() != null && !places.containsKey(entry.parentId())) {
            errors.add(new FieldError(path + ".parentId", "must be the id of a message that comes before this one"));
        }
        if (entry.rating() != null && Math.abs(entry.rating()) != 1) {
            errors.add(new FieldError(path + ".rating", "must be 1 or -1"));
        }
        checkWord(path + ".model", entry.model(), errors);
        checkWord(path + ".provider", entry.provider(), errors);
        Integer parent = entry.parentId() == null ? null : places.get(entry.parentId());
        return new Line(
                parent == null ? OptionalInt.empty() : OptionalInt.of(parent),
                role.orElse(Role.USER),
                entry.content() == null ? "" : entry.content(),
                entry.reasoning() == null ? "" : entry.reasoning(),
                Optional.ofNullable(entry.model()),
                Optional.ofNullable(entry.provider()),
                entry.rating() == null ? 0 : entry.rating(),
                instant(entry.createdAt(), path + ".createdAt", errors));
    }

    private static Optional<Role> role(String role) {
        return "user".equals(role)
                ? Optional.of(Role.USER)
                : "assistant".equals(role) ? Optional.of(Role.ASSISTANT) : Optional.empty();
    }

    private static void checkWord(String path, String word, List<FieldError> errors) {
        if (word != null && word.length() > MOST_WORD_CHARACTERS) {
            errors.add(new FieldError(path, "must have at most " + MOST_WORD_CHARACTERS + " characters"));
        }
    }

    private static Optional<Instant> instant(String text, String path, List<FieldError> errors) {
        try {
            return Optional.ofNullable(text).map(Instant::parse).filter(time -> time.isAfter(Instant.EPOCH));
        } catch (DateTimeException e) {
            errors.add(new FieldError(path, "must be an instant, such as 2026-11-22T12:00:00Z"));
            return Optional.empty();
        }
    }
}
