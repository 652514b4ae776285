package dev.atrium.media;

import dev.atrium.persistence.media.FileRepository;
import dev.atrium.persistence.media.FileRepository.Place;
import dev.atrium.persistence.media.StoredFile;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.workspace.Erasure;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The transactions on the rows of files. */
@Stateless
public class FileRows {

    @Inject
    private FileRepository files;

    @Inject
    private MediaSettings settings;

    @Inject
    private Clock clock;

    /** Adds a row, if the workspace still has room for its file. */
    public void add(StoredFile file, Optional<String> text) {
        requireRoom(file.workspaceId(), file.bytes());
        files.add(file, text);
    }

    /** @throws Refusal {@code QUOTA_EXCEEDED} when the workspace has no room for that many bytes more */
    public void requireRoom(UUID workspaceId, long bytes) {
        long used = files.usedBytes(workspaceId);
        if (bytes > settings.workspaceBytes() - used) {
            throw new Refusal(
                    ErrorCode.QUOTA_EXCEEDED,
                    "The workspace's files have " + ByteCount.text(used) + " of "
                            + ByteCount.text(settings.workspaceBytes())
                            + ", so there is no room for " + ByteCount.text(bytes)
                            + " more. Delete files, or conversations that have some.");
        }
    }

    public StoredFile require(Caller caller, UUID id) {
        return files.find(caller.workspaceId(), caller.userId(), id).orElseThrow(() -> Refusal.notFound("file"));
    }

    /** A file to read: the caller's own, or one of a conversation that is shared in the workspace. */
    public StoredFile requireReadable(Caller caller, UUID id) {
        return files.findReadable(caller.workspaceId(), caller.userId(), id)
                .orElseThrow(() -> Refusal.notFound("file"));
    }

    public void delete(Caller caller, UUID id) {
        require(caller, id).delete(clock.instant());
    }

    public int deleteUnneeded(Instant before, Instant unsentBefore) {
        return files.deleteUnneeded(before, unsentBefore, clock.instant());
    }

    public List<Place> deleted(int limit) {
        return files.findDeleted(limit);
    }

    public List<Place> after(UUID workspaceId, UUID id, int limit) {
        return files.findAfter(workspaceId, id, limit);
    }

    public void remove(UUID id) {
        files.remove(id);
    }

    /** Observes that all files of a user or a workspace are to go. */
    public void erase(@Observes Erasure erasure) {
        files.deleteAll(erasure.whose(), erasure.id(), clock.instant());
    }

    /** A user's file in whichever workspace. */
    public Optional<StoredFile> findOfUser(UUID userId, UUID id) {
        return files.findOfUser(userId, id);
    }
}
