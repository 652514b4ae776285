package dev.atrium.rest.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The header {@code Content-Disposition} of RFC 6266: whether a browser shows a file or saves it, and under which name. */
public final class Disposition {

    /** What a browser shows without running any of it. */
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

    private Disposition() {}

    static String of(String name, String mediaType) {
        boolean shown = SHOWN.contains(mediaType) || mediaType.startsWith("audio/") || mediaType.startsWith("video/");
        return (shown ? "inline" : "attachment") + named(name);
    }

    /** For what is to be saved whatever it is. */
    public static String toSave(String name) {
        return "attachment" + named(name);
    }

    private static String named(String name) {
        return "; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** For clients that read nothing newer. */
    private static String ascii(String name) {
        return name.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    }

    /** The extended value of RFC 8187: form encoding differs from it in the space and the asterisk. */
    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
