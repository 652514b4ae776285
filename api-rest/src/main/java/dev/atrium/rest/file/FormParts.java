package dev.atrium.rest.file;

import dev.atrium.refusal.Refusal;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The parts of a form with a file. */
public final class FormParts {

    /** The name of the part that is the file. */
    public static final String FILE = "file";

    /** A field is a word or some sentences; what is longer is cut off, and refused by whoever knows what it may be. */
    private static final int LONGEST_FIELD = 16 * 1024;

    private final List<EntityPart> parts;

    public FormParts(List<EntityPart> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The client's name for the file, which may be anything or null. */
    public String fileName() {
        return file().getFileName()
                .map(FormParts::utf8)
                .map(FormParts::unquoted)
                .orElse(null);
    }

    /** @throws Refusal {@code INVALID_REQUEST} when the form has no file */
    public InputStream content() {
        return file().getContent();
    }

    /** The text of a field; empty when it is absent or blank. */
    public Optional<String> text(String name) {
        return texts(name).stream().findFirst();
    }

    /** The texts of all fields of a name, in their order. */
    public List<String> texts(String name) {
        return parts.stream()
                .filter(part -> part.getName().equals(name))
                .map(FormParts::text)
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static String text(EntityPart part) {
        try (InputStream content = part.getContent()) {
            return new String(content.readNBytes(LONGEST_FIELD), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refusal.invalid(part.getName(), "must be readable text");
        }
    }

    private EntityPart file() {
        return part(FILE)
                .orElseThrow(() -> Refusal.invalid(FILE, "must be given: a part of the form with the file in it"));
    }

    private Optional<EntityPart> part(String name) {
        return parts.stream().filter(part -> part.getName().equals(name)).findFirst();
    }

    /** Browsers send names as bytes of UTF-8 (RFC 7578, section 5.1), which servers read as Latin-1: what reads as UTF-8 is that. */
    private static String utf8(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        boolean latin = new String(bytes, StandardCharsets.ISO_8859_1).equals(name);
        return latin && decoded.indexOf('\uFFFD') < 0 ? decoded : name;
    }

    /** A quotation mark is a quoted pair within the header, which not every server undoes. */
    private static String unquoted(String name) {
        return name.replace("\\\"", "\"");
    }
}
