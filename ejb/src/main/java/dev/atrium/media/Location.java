package dev.atrium.media;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The places of files in a store. In the order of their characters they are in the order of workspace and file, and a thumbnail follows its
 * picture: the nightly check compares store and database by that, without having either in memory.
 */
final class Location {

    private static final String THUMBNAIL = ".thumbnail";

    /** Names that mean the same to every file system and every store: no {@code ..}, nothing hidden, no capital letters. */
    private static final Pattern SAFE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}(/[a-z0-9][a-z0-9.-]{0,99}){0,9}");

    private Location() {}

    static String of(UUID workspaceId, UUID fileId) {
        return workspaceId + "/" + fileId;
    }

    static String ofThumbnail(String location) {
        return location + THUMBNAIL;
    }

    /** The location of the file that this belongs to: its own, or that of the picture whose thumbnail it is. */
    static String main(String location) {
        return location.endsWith(THUMBNAIL) ? location.substring(0, location.length() - THUMBNAIL.length()) : location;
    }

    static String requireSafe(String location) {
        if (!SAFE.matcher(location).matches()) {
            throw new IllegalArgumentException("Not a location: " + location);
        }
        return location;
    }
}
