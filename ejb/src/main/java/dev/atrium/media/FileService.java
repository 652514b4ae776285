package dev.atrium.media;

import dev.atrium.persistence.media.StoredFile;
import dev.atrium.persistence.media.StoredFile.Purpose;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A user's files. One that belongs to somebody else, or to another workspace, is one that does not exist, unless it is in a conversation that
 * is shared in the workspace: then it can be read.
 *
 * <p>Bytes are stored before their row and deleted after it was marked, so that a crash leaves bytes that nobody sees and never a row without
 * its bytes; {@link FileCheck} removes these. No transaction is open while bytes move.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FileService {

    private static final String ATTACHABLE =
            "Text, Markdown, CSV, HTML, PDF, Word (docx), Excel (xlsx), PowerPoint (pptx), OpenDocument text (odt),"
                    + " and pictures in PNG, JPEG, WebP and GIF can be attached.";

    /** Far above what 512 by 512 pixels take in any format. */
    private static final long MOST_THUMBNAIL_BYTES = 4L * 1024 * 1024;

    @Inject
    private FileRows rows;

    @Inject
    private MediaStore store;

    @Inject
    private Spool spool;

    @Inject
    private Images images;

    @Inject
    private TextExtraction texts;

    @Inject
    private MediaSettings settings;

    @Inject
    private Clock clock;

    /** A result of a generation, or what one is made of. */
    public record NewFile(Purpose purpose, Optional<UUID> generationId, String name, Optional<Duration> duration) {}

    /**
     * Keeps what a user wants to send with a message: a picture, or a document that has text.
     *
     * @param givenName the client's name for it, which may be anything or null
     * @throws Refusal when it is too large, of a type that no model reads, broken, protected, or the workspace has no room; nothing is stored then
     */
    public FileView attach(Caller caller, String givenName, InputStream content) {
        requireWriter(caller);
        rows.requireRoom(caller.workspaceId(), 1);
        String name = FileNames.sane(givenName);
        try (Spooled spooled = spool.read(content, name, settings.maxFileBytes())) {
            if (spooled.bytes() == 0) {
                throw new Refusal(ErrorCode.INVALID_REQUEST, name + " is empty.");
            }
            String type = detect(spooled, name);
            if (!Images.reads(type) && !TextExtraction.reads(type)) {
                throw new Refusal(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE, name + " is of the type " + type + ". " + ATTACHABLE);
            }
            Optional<String> text =
                    TextExtraction.reads(type) ? Optional.of(texts.text(spooled.path(), type, name)) : Optional.empty();
            return keep(
                    caller,
                    new NewFile(Purpose.ATTACHMENT, Optional.empty(), name, Optional.empty()),
                    type,
                    spooled,
                    text);
        }
    }

    /**
     * Makes sure that a result could be kept, before it is made and paid.
     *
     * @throws Refusal {@code QUOTA_EXCEEDED} when the workspace has no room at all
     */
    public void requireRoom(Caller caller) {
        rows.requireRoom(caller.workspaceId(), 1);
    }

    /**
     * Keeps what a generation has made, or what one is made of. Its type is found in its bytes; of a picture there will be a thumbnail.
     *
     * @throws Refusal {@code PAYLOAD_TOO_LARGE} above that many bytes, {@code QUOTA_EXCEEDED} when the workspace has no room
     */
    public FileView keep(Caller caller, NewFile file, InputStream content, long mostBytes) {
        try (Spooled spooled = spool.read(content, file.name(), mostBytes)) {
            return keep(caller, file, detect(spooled, file.name()), spooled, Optional.empty());
        }
    }

    private static String detect(Spooled spooled, String name) {
        try {
            return MediaTypes.detect(spooled.path(), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileView keep(Caller caller, NewFile file, String type, Spooled spooled, Optional<String> text) {
        Optional<Images.Size> size =
                Images.reads(type) ? Optional.of(images.size(spooled.path(), type, file.name())) : Optional.empty();
        Optional<Images.Thumbnail> thumbnail = size.flatMap(any -> images.thumbnail(spooled.path(), type, file.name()));
        UUID id = UuidV7.next();
        String location = Location.of(caller.workspaceId(), id);
        Optional<String> thumbnailLocation = thumbnail.map(any -> Location.ofThumbnail(location));
        StoredFile row = new StoredFile(
                id,
                new StoredFile.Owner(caller.workspaceId(), caller.userId(), file.purpose(), file.generationId()),
                new StoredFile.Content(
                        file.name(),
                        type,
                        spooled.bytes(),
                        spooled.sha256(),
                        location,
                        thumbnailLocation,
                        size.map(found -> OptionalInt.of(found.width())).orElse(OptionalInt.empty()),
                        size.map(found -> OptionalInt.of(found.height())).orElse(OptionalInt.empty()),
                        file.duration()),
                clock.instant());
        rows.requireRoom(caller.workspaceId(), row.bytes());
        boolean kept = false;
        try {
            store.put(location, spooled);
            if (thumbnail.isPresent()) {
                putThumbnail(thumbnailLocation.orElseThrow(), thumbnail.get());
            }
            rows.add(row, text);
            kept = true;
            return FileView.of(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!kept) {
                discard(row);
            }
        }
    }

    private void putThumbnail(String location, Images.Thumbnail thumbnail) throws IOException {
        try (Spooled spooled =
                spool.read(new ByteArrayInputStream(thumbnail.bytes()), "thumbnail", MOST_THUMBNAIL_BYTES)) {
            store.put(location, spooled);
        }
    }

    /** What fails here, the nightly check does later. */
    private void discard(StoredFile row) {
        try {
            store.delete(row.location());
            if (row.thumbnail().isPresent()) {
                store.delete(row.thumbnail().get());
            }
        } catch (IOException | RuntimeException leftToTheCheck) {
            System.getLogger(FileService.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "The bytes of a refused file stay until the nightly check",
                            leftToTheCheck);
        }
    }

    private static void requireWriter(Caller caller) {
        if (!caller.role().mayGenerate()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "Viewers of a workspace cannot upload files to it.");
        }
    }

    public FileView get(Caller caller, UUID id) {
        return FileView.of(rows.requireReadable(caller, id));
    }

    /** A file to be read. */
    public StoredContent content(Caller caller, UUID id) {
        StoredFile file = rows.requireReadable(caller, id);
        return new StoredContent(FileView.of(file), file.location(), store);
    }

    /** The small picture of a file that has one. */
    public Images.Thumbnail thumbnail(Caller caller, UUID id) {
        String location = rows.requireReadable(caller, id).thumbnail().orElseThrow(() -> Refusal.notFound("thumbnail"));
        try (InputStream in = store.open(location, 0, MOST_THUMBNAIL_BYTES)) {
            byte[] bytes = in.readAllBytes();
            return new Images.Thumbnail(bytes, bytes[0] == (byte) 0xff ? "image/jpeg" : "image/png");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a file. A message that it was sent with stays, without it. */
    public void delete(Caller caller, UUID id) {
        rows.delete(caller, id);
    }

    /** A file of a user in whichever workspace, for their export. */
    public Optional<StoredContent> contentOfUser(UUID userId, UUID id) {
        return rows.findOfUser(userId, id).map(file -> new StoredContent(FileView.of(file), file.location(), store));
    }
}
