package dev.atrium.studio;

import dev.atrium.media.FileNames;

/** Names for files after the text that they are made of. */
public final class FileTitle {

    private static final int LONGEST = 60;

    private FileTitle() {}

    /**
     * Such as {@code A fox in the snow-2.png}.
     *
     * @param text of which the beginning is taken, whole words where that goes
     * @param ending what follows it, such as {@code -2.png}
     */
    public static String of(String text, String ending) {
        // A slash would begin a new name, and dots at the end run into the extension.
        String title = text.replaceAll("[\\s/\\\\]+", " ").strip();
        if (title.codePointCount(0, title.length()) > LONGEST) {
            String head = title.substring(0, title.offsetByCodePoints(0, LONGEST));
            int space = head.lastIndexOf(' ');
            title = space > 0 ? head.substring(0, space) : head;
        }
        title = title.replaceAll("[.\\s]+$", "");
        return FileNames.sane((title.isEmpty() ? "file" : title) + ending);
    }
}
