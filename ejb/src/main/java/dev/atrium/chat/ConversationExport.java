package dev.atrium.chat;

import dev.atrium.media.FileView;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.security.Caller;
import dev.atrium.text.TextOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes conversations down to be kept elsewhere. Messages are read some at a time, each time in a transaction of its own, so that neither
 * memory nor a connection to the database waits for a slow reader.
 */
@ApplicationScoped
public class ConversationExport {

    /** What the member {@code format} of an export in JSON says. */
    public static final String FORMAT = "atrium-conversation";

    public static final int VERSION = 1;

    private static final int AT_ONCE = 100;
    private static final JsonGeneratorFactory JSON =
            Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

    @Inject
    private ConversationService conversations;

    /** Writes all of a conversation, every branch, so that it can be imported again. */
    public void json(Caller caller, ConversationView conversation, Writer out) {
        // Not closed, which would close the stream of the answer.
        JsonGenerator json = JSON.createGenerator(out);
        json.writeStartObject()
                .write("format", FORMAT)
                .write("version", VERSION)
                .write("title", conversation.title());
        write(json, "model", conversation.model());
        write(json, "system", conversation.system());
        conversation.parameters().map(TextOptions::toJson).ifPresent(options -> json.write("parameters", options));
        json.writeStartArray("tags");
        conversation.tags().forEach(json::write);
        json.writeEnd();
        json.write("createdAt", conversation.createdAt().toString());
        write(json, "headId", conversation.headId().map(UUID::toString));
        json.writeStartArray("messages");
        int last = 0;
        List<MessageView> some;
        do {
            some = conversations.messagesAfter(caller, conversation.id(), last, AT_ONCE);
            some.forEach(message -> write(json, message));
            last = some.isEmpty() ? last : some.get(some.size() - 1).number();
        } while (some.size() == AT_ONCE);
        json.writeEnd().writeEnd().flush();
    }

    private static void write(JsonGenerator json, MessageView message) {
        json.writeStartObject().write("id", message.id().toString());
        write(json, "parentId", message.parentId().map(UUID::toString));
        json.write("role", message.role().name().toLowerCase(Locale.ROOT))
                .write("status", message.status().name().toLowerCase(Locale.ROOT))
                .write("content", message.content());
        write(json, "reasoning", Optional.of(message.reasoning()).filter(text -> !text.isEmpty()));
        write(json, "model", message.model());
        write(json, "provider", message.provider());
        message.credits().ifPresent(credits -> json.write("credits", credits.toDecimal()));
        write(json, "finishReason", message.finishReason());
        message.rating().ifPresent(rating -> json.write("rating", rating));
        if (!message.attachments().isEmpty()) {
            json.writeStartArray("attachments");
            for (FileView file : message.attachments()) {
                json.writeStartObject()
                        .write("name", file.name())
                        .write("mediaType", file.mediaType())
                        .write("bytes", file.bytes())
                        .writeEnd();
            }
            json.writeEnd();
        }
        json.write("createdAt", message.createdAt().toString()).writeEnd();
    }

    private static void write(JsonGenerator json, String name, Optional<String> value) {
        value.ifPresent(text -> json.write(name, text));
    }

    /** Writes the branch that is shown, to be read by people. */
    public void markdown(Caller caller, ConversationView conversation, Writer out) {
        try {
            out.write("# " + line(conversation.title()) + "\n");
            List<UUID> branch = conversations.branch(caller, conversation.id());
            for (int from = 0; from < branch.size(); from += AT_ONCE) {
                List<UUID> some = branch.subList(from, Math.min(from + AT_ONCE, branch.size()));
                for (MessageView message : conversations.messages(caller, conversation.id(), List.copyOf(some))) {
                    write(out, message);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer out, MessageView message) throws IOException {
        String speaker = message.role() == Message.Role.USER
                ? "You"
                : message.model().map(ConversationExport::line).orElse("Assistant");
        out.write("\n## " + speaker + "\n\n");
        for (FileView file : message.attachments()) {
            out.write("- Attached: " + line(file.name()) + "\n");
        }
        if (!message.attachments().isEmpty()) {
            out.write("\n");
        }
        out.write(message.content());
        if (!message.content().endsWith("\n")) {
            out.write("\n");
        }
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
