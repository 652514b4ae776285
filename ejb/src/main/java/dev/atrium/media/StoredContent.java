package dev.atrium.media;

import java.io.IOException;
import java.io.InputStream;

/** A file that may be read, from the store when it is asked for. */
public final class StoredContent {

    private final FileView view;
    private final String location;
    private final MediaStore store;

    StoredContent(FileView view, String location, MediaStore store) {
        this.view = view;
        this.location = location;
        this.store = store;
    }

    public FileView view() {
        return view;
    }

    /**
     * Opens a part of it.
     *
     * @param from the first byte
     * @param length how many bytes; the part lies within the file
     */
    public InputStream open(long from, long length) throws IOException {
        return store.open(location, from, length);
    }
}
