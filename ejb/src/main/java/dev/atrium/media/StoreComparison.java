package dev.atrium.media;

import dev.atrium.media.MediaStore.Stored;
import dev.atrium.persistence.media.FileRepository.Place;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Finds what store and database do not have in common, by reading both once in the same order. What is younger than an instant may be on its way
 * and is left alone.
 */
final class StoreComparison {

    private final Instant before;
    private long stored;
    private long rows;

    StoreComparison(Instant before) {
        this.before = before;
    }

    /**
     * Compares.
     *
     * @param orphan gets each location that no row has
     * @param lost gets each row whose bytes are not in the store
     */
    void compare(Iterator<Stored> store, Iterator<Place> database, Consumer<String> orphan, Consumer<Place> lost) {
        Stored file = nextStored(store);
        Place row = nextRow(database);
        while (file != null || row != null) {
            int order = order(file, row);
            if (order < 0) {
                if (file.modifiedAt().isBefore(before)) {
                    orphan.accept(file.location());
                }
                file = nextStored(store);
            } else if (order > 0) {
                if (row.createdAt().isBefore(before)) {
                    lost.accept(row);
                }
                row = nextRow(database);
            } else {
                // The thumbnail that may follow belongs to the same row.
                String location = row.location();
                do {
                    file = nextStored(store);
                } while (file != null && Location.main(file.location()).equals(location));
                row = nextRow(database);
            }
        }
    }

    /** How many files the store had. */
    long stored() {
        return stored;
    }

    /** How many rows the database had. */
    long rows() {
        return rows;
    }

    private static int order(Stored file, Place row) {
        if (file == null) {
            return 1;
        }
        return row == null ? -1 : Location.main(file.location()).compareTo(row.location());
    }

    private Stored nextStored(Iterator<Stored> store) {
        if (!store.hasNext()) {
            return null;
        }
        stored++;
        return store.next();
    }

    private Place nextRow(Iterator<Place> database) {
        if (!database.hasNext()) {
            return null;
        }
        rows++;
        return database.next();
    }
}
