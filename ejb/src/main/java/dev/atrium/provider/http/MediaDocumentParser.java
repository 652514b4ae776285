package dev.atrium.provider.http;

import dev.atrium.provider.api.MediaFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Cuts the files out of one JSON text (RFC 8259): the string of a member of a given name is decoded to disk, all else is kept as
 * it stands, without regard to whether it makes sense. Not to be used twice.
 */
final class MediaDocumentParser {

    private static final String OCTET_STREAM = "application/octet-stream";
    private static final int LONGEST_NAME = 64;
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final Set<String> base64Members;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final List<MediaFile> files = new ArrayList<>();
    private InputStream in;

    MediaDocumentParser(Set<String> base64Members) {
        this.base64Members = base64Members;
    }

    MediaDocument parse(InputStream body) throws IOException {
        in = new BufferedInputStream(body);
        boolean parsed = false;
        try {
            scan();
            parsed = true;
            return new MediaDocument(kept.toString(StandardCharsets.UTF_8), files);
        } finally {
            if (!parsed) {
                files.forEach(MediaFile::close);
            }
        }
    }

    private void scan() throws IOException {
        String last = "";
        boolean isMember = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            kept.write(c);
            switch (c) {
                case '"' -> {
                    if (isMember && base64Members.contains(last)) {
                        file();
                    } else {
                        last = string();
                    }
                    isMember = false;
                }
                case ':' -> isMember = true;
                case ' ', '\t', '\r', '\n' -> {
                    // Stands between a name and its value, and means nothing.
                }
                default -> isMember = false;
            }
        }
    }

    /** Keeps a string and its closing quote; gives it as it was written, or as much of it as a name can be long. */
    private String string() throws IOException {
        StringBuilder name = new StringBuilder();
        int c = required();
        while (c != '"') {
            kept.write(c);
            if (c == '\\') {
                kept.write(required());
            }
            if (name.length() < LONGEST_NAME) {
                name.append((char) c);
            }
            c = required();
        }
        kept.write(c);
        return name.toString();
    }

    private void file() throws IOException {
        TemporaryFile file = TemporaryFile.create();
        boolean written = false;
        try (OutputStream out = Files.newOutputStream(file.path())) {
            decode(out);
            written = true;
        } catch (IllegalArgumentException e) {
            throw new IOException("A member is not in Base64", e);
        } finally {
            if (!written) {
                file.delete();
            }
        }
        kept.writeBytes((files.size() + "\"").getBytes(StandardCharsets.US_ASCII));
        files.add(file.media(OCTET_STREAM));
    }

    private void decode(OutputStream out) throws IOException {
        // A multiple of four characters, which are three bytes.
        byte[] base64 = new byte[8192];
        int length = 0;
        for (int c = required(); c != '"'; c = required()) {
            base64[length++] = (byte) (c == '\\' ? escaped() : c);
            if (length == base64.length) {
                out.write(Base64.getDecoder().decode(base64));
                length = 0;
            }
        }
        out.write(Base64.getDecoder().decode(Arrays.copyOf(base64, length)));
    }

    /** Some writers of JSON escape the slash, some the equals sign. */
    private int escaped() throws IOException {
        int c = required();
        if (c != 'u') {
            return c;
        }
        int code = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            code = code * HEX + Character.digit(required(), HEX);
        }
        return code;
    }

    private int required() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("The answer breaks off within a string");
        }
        return c;
    }
}
