package dev.atrium.chat;

import dev.atrium.media.Images;
import dev.atrium.media.ModelPictures;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.media.FileRepository;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.persistence.media.StoredFile.Purpose;
import dev.atrium.provider.ModelOffer;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.Media;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The files that are sent with messages. Their text and pictures become a part of what the model reads, and of what that may cost. */
@ApplicationScoped
public class Attachments {

    private static final String FIELD = "attachments";

    @Inject
    private FileRepository files;

    @Inject
    private ModelPictures pictures;

    @Inject
    private Clock clock;

    @Inject
    private Configuration configuration;

    private int most;
    private long mostBytes;
    private int mostPictures;

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first message.
    }

    @PostConstruct
    void read() {
        most = configuration.required(
                "atrium.chat.max-attachments", "must be a number above zero", text -> Math.toIntExact(number(text)));
        mostBytes = configuration.required(
                "atrium.chat.max-attachment-bytes", "must be a number of bytes above zero", Attachments::number);
        mostPictures = configuration.required(
                "atrium.chat.max-pictures", "must be a number above zero", text -> Math.toIntExact(number(text)));
    }

    private static long number(String text) {
        long number = Long.parseLong(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }

    /**
     * The files that a message is to be sent with.
     *
     * @param offer the model that is to read them
     * @throws Refusal when one does not exist, is no attachment or none that can be sent to the model, or they are too many or too large together
     */
    List<StoredFile> require(Caller caller, List<UUID> ids, ModelOffer offer) {
        if (ids.size() > most) {
            throw Refusal.invalid(FIELD, "must have at most " + most + " entries");
        }
        Set<UUID> seen = new HashSet<>();
        List<StoredFile> found = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String place = FIELD + "[" + i + "]";
            if (!seen.add(ids.get(i))) {
                throw Refusal.invalid(place, "is there twice");
            }
            StoredFile file = files.find(caller.workspaceId(), caller.userId(), ids.get(i))
                    .filter(candidate -> candidate.purpose() == Purpose.ATTACHMENT)
                    .orElseThrow(() -> Refusal.invalid(place, "is no file that you have uploaded to this workspace"));
            if (isPicture(file)) {
                requireSeen(file, place, offer);
            }
            found.add(file);
        }
        if (found.stream().mapToLong(StoredFile::bytes).sum() > mostBytes) {
            throw Refusal.invalid(FIELD, "must have at most " + mostBytes + " bytes together");
        }
        return found;
    }

    private static void requireSeen(StoredFile picture, String place, ModelOffer offer) {
        if (!offer.sees()) {
            throw Refusal.invalid(
                    place,
                    "is a picture (" + picture.name() + "), which " + offer.name()
                            + " does not see: remove it, or choose a model that takes pictures");
        }
        if (!ModelPictures.canBeSent(picture)) {
            throw Refusal.invalid(
                    place,
                    "is a picture (" + picture.name()
                            + ") that cannot be made small enough for models: save it as a common PNG or JPEG");
        }
    }

    /** Attaches files to a message that is stored in the same transaction. */
    void attach(Message message, List<StoredFile> attached) {
        for (int i = 0; i < attached.size(); i++) {
            files.attach(message.id(), attached.get(i).id(), i);
        }
    }

    /** The files of messages, by the message's id. */
    Map<UUID, List<StoredFile>> of(List<Message> messages) {
        List<UUID> ids = messages.stream()
                .filter(message -> message.role() == Message.Role.USER)
                .map(Message::id)
                .toList();
        return files.findAttachments(ids).stream()
                .collect(Collectors.groupingBy(
                        FileRepository.Attachment::messageId,
                        Collectors.mapping(FileRepository.Attachment::file, Collectors.toList())));
    }

    /** How many pictures a model is sent with a message at most, those of earlier messages included. */
    int mostPictures() {
        return mostPictures;
    }

    /** How many of these are pictures. */
    static int pictures(List<StoredFile> attached) {
        return (int) attached.stream().filter(Attachments::isPicture).count();
    }

    private static boolean isPicture(StoredFile file) {
        return Images.reads(file.mediaType());
    }

    /**
     * What a model gets of a message with its files: the pictures, each after a line with its name, then what there is to read. No byte of a
     * picture is read before the model is asked.
     *
     * @param shown how many of the pictures are sent, the last ones; of the others the model reads the names
     */
    List<ChatMessage.Part> inContext(String message, List<StoredFile> attached, int shown) {
        List<ChatMessage.Part> parts = new ArrayList<>();
        int hidden = Math.max(0, pictures(attached) - shown);
        for (StoredFile file : attached) {
            if (isPicture(file)) {
                boolean sent = hidden-- <= 0 && ModelPictures.canBeSent(file);
                parts.add(new ChatMessage.Text(
                        "[Picture \"" + file.name() + "\"" + (sent ? "" : ", not sent again") + "]\n"));
                if (sent) {
                    parts.add(new ChatMessage.Image(
                            Media.stored(ModelPictures.mediaType(file), () -> pictures.read(file))));
                }
            }
        }
        parts.add(new ChatMessage.Text(text(message, attached)));
        return parts;
    }

    /**
     * What there is to read of a message with its files. Each file stands between two lines with its name and its id, so that no text can
     * pretend to be another file's or the user's own.
     */
    private String text(String message, List<StoredFile> attached) {
        StringBuilder context = new StringBuilder();
        for (StoredFile file : attached) {
            text(file).ifPresent(text -> context.append("[Begin of file \"")
                    .append(file.name())
                    .append("\", ")
                    .append(file.id())
                    .append("]\n")
                    .append(text)
                    .append("\n[End of file ")
                    .append(file.id())
                    .append("]\n\n"));
        }
        return context.append(message).toString();
    }

    private Optional<String> text(StoredFile file) {
        return isPicture(file) ? Optional.empty() : files.findText(file.id());
    }

    /** Deletes what was sent in a conversation, and in no other. */
    void delete(UUID conversationId) {
        files.deleteAttachments(conversationId, clock.instant());
    }
}
