package dev.atrium.provider.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One turn of a conversation. The user says texts, images and files; the assistant texts and calls of tools; a tool its
 * results.
 */
public record ChatMessage(Role role, List<Part> parts) {

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT,
        /** What the tools that the assistant called have found. */
        TOOL
    }

    /** A piece of a message. */
    public sealed interface Part {}

    /** Words. */
    public record Text(String text) implements Part {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A picture, for models that see. All vendors take PNG, JPEG and WebP; Google takes no GIF. */
    public record Image(Media media) implements Part {
        public Image {
            Objects.requireNonNull(media, "media");
        }
    }

    /** A picture that the provider fetches by itself, where it does. */
    public record ImageAddress(URI address) implements Part {
        public ImageAddress {
            Objects.requireNonNull(address, "address");
        }
    }

    /** A document: PDF, or plain text of any kind in UTF-8. */
    public record File(String name, Media media) implements Part {
        public File {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(media, "media");
        }
    }

    /** The assistant has asked for a tool. */
    public record ToolUse(ToolCall call) implements Part {
        public ToolUse {
            Objects.requireNonNull(call, "call");
        }
    }

    /**
     * What came of a call.
     *
     * @param callId the id of the {@link ToolCall}
     * @param failed whether the text tells why there is no result
     */
    public record ToolResult(String callId, String text, boolean failed) implements Part {
        public ToolResult {
            Objects.requireNonNull(callId, "callId");
            Objects.requireNonNull(text, "text");
        }
    }

    public ChatMessage {
        Objects.requireNonNull(role, "role");
        parts = List.copyOf(parts);
        for (Part part : parts) {
            if (!fits(role, part)) {
                throw new IllegalArgumentException(
                        part.getClass().getSimpleName() + " is nothing that the role " + role + " says");
            }
        }
    }

    /** A message of nothing but a text. */
    public ChatMessage(Role role, String text) {
        this(role, List.of(new Text(text)));
    }

    public static ChatMessage user(String text) {
        return new ChatMessage(Role.USER, text);
    }

    public static ChatMessage assistant(String text) {
        return new ChatMessage(Role.ASSISTANT, text);
    }

    /** The result of a call that went well. */
    public static ChatMessage result(String callId, String text) {
        return new ChatMessage(Role.TOOL, List.of(new ToolResult(callId, text, false)));
    }

    /** The words of the message: its texts, one after the other. */
    public String text() {
        return parts.stream()
                .filter(Text.class::isInstance)
                .map(part -> ((Text) part).text())
                .collect(Collectors.joining());
    }

    /** Whether the message has nothing but texts, and those nothing but white space. */
    public boolean isBlank() {
        return parts.stream().allMatch(Text.class::isInstance) && text().isBlank();
    }

    /** This message and a further one of the same role as one, a blank line between them. */
    public ChatMessage joined(ChatMessage next) {
        List<Part> joined = new ArrayList<>(parts);
        joined.add(new Text("\n\n"));
        joined.addAll(next.parts);
        return new ChatMessage(role, joined);
    }

    /** Whether there is a picture among its parts. */
    public boolean hasPictures() {
        return parts.stream().anyMatch(part -> part instanceof Image || part instanceof ImageAddress);
    }

    /** This message with its pictures in memory. */
    ChatMessage loaded() {
        return new ChatMessage(role, parts.stream().map(ChatMessage::loaded).toList());
    }

    private static Part loaded(Part part) {
        return part instanceof Image image ? new Image(image.media().loaded()) : part;
    }

    private static boolean fits(Role role, Part part) {
        return switch (role) {
            case USER ->
                part instanceof Text || part instanceof Image || part instanceof ImageAddress || part instanceof File;
            case ASSISTANT -> part instanceof Text || part instanceof ToolUse;
            case TOOL -> part instanceof ToolResult;
        };
    }
}
