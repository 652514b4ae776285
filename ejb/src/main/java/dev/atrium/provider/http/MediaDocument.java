package dev.atrium.provider.http;

import dev.atrium.provider.api.MediaFile;
import java.util.List;
import java.util.function.Function;

/**
 * A JSON answer that holds files in Base64. They were decoded to disk as they came, so that an answer of any size takes up the
 * memory of its few other words; in the JSON that is left, a file's member holds its number.
 */
public final class MediaDocument {

    private final String json;
    private final List<MediaFile> files;
    private final boolean[] taken;

    MediaDocument(String json, List<MediaFile> files) {
        this.json = json;
        this.files = files;
        this.taken = new boolean[files.size()];
    }

    /** Makes something of the document. Files that were not taken are deleted, and all of them if this fails. */
    public <T> T use(Function<? super MediaDocument, T> reading) {
        boolean used = false;
        try {
            T result = reading.apply(this);
            used = true;
            return result;
        } finally {
            for (int i = 0; i < taken.length; i++) {
                if (!used || !taken[i]) {
                    files.get(i).close();
                }
            }
        }
    }

    /** As {@link WireJson#read}. */
    public <T> T read(Class<T> record) {
        return WireJson.read(json, record);
    }

    /**
     * Takes a file, which then belongs to the taker.
     *
     * @param number what its member holds
     */
    public MediaFile take(String number, String contentType) {
        int index = Integer.parseInt(number);
        taken[index] = true;
        return files.get(index).as(contentType);
    }

    /** Puts a header before a file that was taken. */
    public static MediaFile prefixed(byte[] header, MediaFile file, String contentType) {
        return TemporaryFile.prefixed(header, file, contentType);
    }
}
