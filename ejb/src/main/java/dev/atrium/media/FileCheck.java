package dev.atrium.media;

import dev.atrium.persistence.media.FileRepository.Place;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/**
 * Keeps store and database in step: every minute it deletes the bytes of what was marked as deleted, and every night it looks for what has lost
 * its counterpart, in a crash or by hand. Any node may do either, also at the same time as another: all of it can be done twice.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class FileCheck {

    private static final System.Logger LOG = System.getLogger(FileCheck.class.getName());
    private static final int BATCH = 500;

    /** Rows that may lose their bytes in a night before that looks like a store that is not there: a volume that is not mounted. */
    private static final int PLAUSIBLE_LOSS = 100;

    private static final int PLAUSIBLE_SHARE = 10;

    private static final UUID FIRST = new UUID(0, 0);

    @Inject
    private FileRows rows;

    @Inject
    private MediaStore store;

    @Inject
    private Spool spool;

    @Inject
    private MediaSettings settings;

    @Inject
    private Clock clock;

    /**
     * What a check found and removed.
     *
     * @param orphans files in the store that no row knew
     * @param lost rows whose bytes were gone
     * @param unneeded results of failed generations, and attachments that were never sent
     * @param deleted files that are gone, the unneeded ones among them
     */
    public record Report(int orphans, int lost, int unneeded, int deleted) {}

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void everyMinute() {
        purge();
    }

    @Schedule(hour = "3", minute = "40", persistent = false)
    void everyNight() {
        try {
            Report report = check();
            LOG.log(
                    Level.INFO,
                    "Files were checked: {0} without a row, {1} rows without a file, {2} unneeded, {3} deleted.",
                    report.orphans(),
                    report.lost(),
                    report.unneeded(),
                    report.deleted());
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "The files could not be checked; the next try is tomorrow night", e);
        }
    }

    /** Compares store and database, and removes what is in one of them alone. */
    public Report check() throws IOException {
        Instant now = clock.instant();
        Instant before = now.minus(settings.grace());
        spool.clean(before);
        int unneeded = rows.deleteUnneeded(before, now.minus(settings.unsent()));
        int deleted = purge();

        List<String> orphans = new ArrayList<>();
        List<Place> lost = new ArrayList<>();
        StoreComparison comparison = new StoreComparison(before);
        comparison.compare(store.list(), new Rows(), orphans::add, lost::add);
        orphans.forEach(this::deleteBytes);
        return new Report(orphans.size(), removeLost(lost, comparison.rows()), unneeded, deleted);
    }

    private int removeLost(List<Place> lost, long all) {
        if (lost.size() > PLAUSIBLE_LOSS && (long) lost.size() * PLAUSIBLE_SHARE > all) {
            LOG.log(
                    Level.ERROR,
                    "{0} of {1} files are not in the store. Their rows stay: is the store the right one, and all of it there?",
                    lost.size(),
                    all);
            return 0;
        }
        lost.forEach(row -> {
            LOG.log(Level.WARNING, "The bytes of the file {0} are gone; so is its row now.", row.id());
            rows.remove(row.id());
        });
        return lost.size();
    }

    /** Deletes what was marked as deleted: first the bytes, then the row. */
    public int purge() {
        int deleted = 0;
        List<Place> batch;
        int done;
        do {
            batch = rows.deleted(BATCH);
            done = 0;
            for (Place file : batch) {
                done += purge(file) ? 1 : 0;
            }
            deleted += done;
        } while (batch.size() == BATCH && done > 0);
        return deleted;
    }

    private boolean purge(Place file) {
        try {
            file.thumbnail().ifPresent(this::deleteBytes);
            deleteBytes(file.location());
            rows.remove(file.id());
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The file " + file.id() + " could not be deleted; the next try is in a minute", e);
            return false;
        }
    }

    private void deleteBytes(String location) {
        try {
            store.delete(location);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows, some hundred at a time. */
    private final class Rows implements Iterator<Place> {

        private UUID workspaceId = FIRST;
        private UUID id = FIRST;
        private Iterator<Place> page = List.<Place>of().iterator();

        @Override
        public boolean hasNext() {
            if (!page.hasNext()) {
                page = rows.after(workspaceId, id, BATCH).iterator();
            }
            return page.hasNext();
        }

        @Override
        public Place next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Place place = page.next();
            workspaceId = place.workspaceId();
            id = place.id();
            return place;
        }
    }
}
