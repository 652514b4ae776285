package dev.atrium.account;

import dev.atrium.media.FileService;
import dev.atrium.media.StoredContent;
import dev.atrium.persistence.account.PersonalDataRepository.Part;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All that is stored of a user, as a zip: for each {@link Part} a file with a JSON object in each line, and the user's files. It is written as
 * it is read, so it takes no more memory than a batch of rows.
 */
@ApplicationScoped
public class AccountExport {

    private static final int BATCH = 200;

    @Inject
    private PersonalRows rows;

    @Inject
    private FileService files;

    /** @throws IOException when whoever reads it has gone */
    public void write(Caller caller, OutputStream out) throws IOException {
        rows.begin(caller);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Part part : Part.values()) {
            List<UUID> ids = rows.ids(part, caller.userId());
            writeRows(zip, part, caller.userId(), ids);
            if (part == Part.FILES) {
                for (UUID id : ids) {
                    writeFile(zip, caller.userId(), id);
                }
            }
        }
        zip.finish();
        zip.flush();
    }

    private void writeRows(ZipOutputStream zip, Part part, UUID userId, List<UUID> ids) throws IOException {
        zip.putNextEntry(new ZipEntry(part.word() + ".jsonl"));
        for (int from = 0; from < ids.size(); from += BATCH) {
            for (String row : rows.rows(part, userId, ids.subList(from, Math.min(from + BATCH, ids.size())))) {
                zip.write((row + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        zip.closeEntry();
    }

    /** One that was deleted meanwhile is left out. Ids begin the names, so that no two are the same and none leads out of the directory. */
    private void writeFile(ZipOutputStream zip, UUID userId, UUID id) throws IOException {
        Optional<StoredContent> content = files.contentOfUser(userId, id);
        if (content.isPresent()) {
            String name = content.get().view().name().replaceAll("[/\\\\\\p{Cntrl}]", "_");
            zip.putNextEntry(new ZipEntry("files/" + id + "-" + name));
            try (InputStream in = content.get().open(0, content.get().view().bytes())) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
    }
}
