package dev.atrium.media;

import java.text.Normalizer;

/** Names of files, as clients give them: any text at all. */
public final class FileNames {

    private static final int LONGEST = 200;
    private static final int LONGEST_EXTENSION = 20;
    private static final String NAMELESS = "file";

    private FileNames() {}

    /**
     * A name that is safe to show, to offer for saving and to put into a prompt: without folders, line breaks, and the marks that let text run the
     * other way round, and not too long.
     *
     * @param given may be null
     */
    public static String sane(String given) {
        String name = given == null ? "" : Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\"<>|:*?]", "_")
                .strip();
        name = shorten(name);
        return name.replace(".", "").isBlank() ? NAMELESS : name;
    }

    /** Cuts the middle out, since the end says what it is. */
    private static String shorten(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        String head = name.substring(0, LONGEST - extension.length());
        // A pair of surrogates is one character and stays whole.
        boolean halved = Character.isHighSurrogate(head.charAt(head.length() - 1));
        return (halved ? head.substring(0, head.length() - 1) : head) + extension;
    }
}
