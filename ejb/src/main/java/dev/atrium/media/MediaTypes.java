package dev.atrium.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Finds out what a file is, from its bytes: what a client says it is, and its name, are believed only where the bytes cannot tell, which is
 * between kinds of plain text.
 */
public final class MediaTypes {

    public static final String PLAIN = "text/plain";
    public static final String MARKDOWN = "text/markdown";
    public static final String CSV = "text/csv";
    public static final String HTML = "text/html";
    public static final String PDF = "application/pdf";
    public static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public static final String PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
    public static final String ODT = "application/vnd.oasis.opendocument.text";

    /** What cannot be told. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final String ZIP = "application/zip";

    /** Names that the registry of IANA, or everybody, uses instead of Tika's. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("audio/vnd.wave", "audio/wav"),
            Map.entry("audio/x-wav", "audio/wav"),
            Map.entry("audio/x-flac", "audio/flac"),
            Map.entry("audio/x-aac", "audio/aac"),
            Map.entry("audio/vorbis", "audio/ogg"),
            Map.entry("audio/opus", "audio/ogg"),
            Map.entry("audio/x-oggflac", "audio/ogg"),
            Map.entry("audio/speex", "audio/ogg"),
            Map.entry("application/ogg", "audio/ogg"),
            Map.entry("application/mp4", "video/mp4"),
            Map.entry("video/x-m4v", "video/mp4"),
            Map.entry("application/xhtml+xml", HTML));

    /** The kinds of plain text, which look alike, by the end of the name. */
    private static final Map<String, String> TEXTS = Map.of(".md", MARKDOWN, ".markdown", MARKDOWN, ".csv", CSV);

    /** The part that makes a ZIP archive a document. */
    private static final Map<String, String> OFFICE =
            Map.of("word/document.xml", DOCX, "xl/workbook.xml", XLSX, "ppt/presentation.xml", PPTX);

    private static final int OPEN_DOCUMENT_TYPE_BYTES = 100;

    private MediaTypes() {}

    /** Loaded when first needed: the table of magic numbers is long. */
    private static final class Magic {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }

    /**
     * The media type of a file, without parameters.
     *
     * @param name what people call it
     */
    public static String detect(Path file, String name) throws IOException {
        MediaType found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            found = Magic.TYPES.detect(in, new Metadata()).getBaseType();
        }
        String type = USUAL.getOrDefault(found.toString(), found.toString());
        if (isText(found) && !type.equals(HTML)) {
            return text(name);
        }
        if (isKindOf(found, ZIP) || type.startsWith("application/vnd.oasis.opendocument.")) {
            return archive(file).orElse(ZIP);
        }
        if (type.equals("application/x-matroska") || type.equals("video/x-matroska")) {
            return matroska(file);
        }
        return type;
    }

    /** Whether it is sound, or a film whose sound can be transcribed. */
    public static boolean isRecording(String mediaType) {
        return mediaType.startsWith("audio/") || mediaType.startsWith("video/");
    }

    private static boolean isText(MediaType type) {
        return type.getType().equals("text") || isKindOf(type, PLAIN);
    }

    private static boolean isKindOf(MediaType type, String kind) {
        return type.toString().equals(kind)
                || Magic.TYPES.getMediaTypeRegistry().isSpecializationOf(type, MediaType.parse(kind));
    }

    private static String text(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TEXTS.entrySet().stream()
                .filter(entry -> lower.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(PLAIN);
    }

    private static Optional<String> archive(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Map.Entry<String, String> part : OFFICE.entrySet()) {
                if (zip.getEntry(part.getKey()) != null) {
                    return Optional.of(part.getValue());
                }
            }
            if (zip.getEntry("mimetype") == null) {
                return Optional.empty();
            }
            try (InputStream type = zip.getInputStream(zip.getEntry("mimetype"))) {
                String text = new String(type.readNBytes(OPEN_DOCUMENT_TYPE_BYTES), StandardCharsets.US_ASCII);
                return Optional.of(text.strip()).filter(ODT::equals);
            }
        } catch (ZipException broken) {
            return Optional.empty();
        }
    }

    /** WebM is Matroska that says so near its beginning. */
    private static String matroska(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
            return head.contains("webm") ? "video/webm" : "video/x-matroska";
        }
    }
}
