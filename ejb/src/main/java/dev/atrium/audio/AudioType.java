package dev.atrium.audio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The types of sound that are told by what is in a file, whatever it is called. */
public enum AudioType {
    MP3("audio/mpeg", "mp3"),
    AAC("audio/aac", "aac"),
    WAV("audio/wav", "wav"),
    FLAC("audio/flac", "flac"),
    OGG("audio/ogg", "ogg"),
    /** MPEG-4, with pictures or without. */
    MP4("audio/mp4", "m4a"),
    /** Matroska, with pictures or without. */
    WEBM("audio/webm", "webm");

    private final String contentType;
    private final String extension;

    AudioType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    /** The usual extension, without the dot. */
    public String extension() {
        return extension;
    }

    /** The type of a file that begins with these bytes. */
    static Optional<AudioType> of(ByteBuffer file) {
        if (starts(file, 0, "RIFF") && starts(file, 8, "WAVE")) {
            return Optional.of(WAV);
        }
        if (starts(file, 0, "fLaC")) {
            return Optional.of(FLAC);
        }
        if (starts(file, 0, "OggS")) {
            return Optional.of(OGG);
        }
        if (starts(file, 4, "ftyp")) {
            return Optional.of(MP4);
        }
        if (starts(file, 0, "\u001A\u0045\u00DF\u00A3")) {
            return Optional.of(WEBM);
        }
        int frames = Id3.end(file);
        if (AdtsFrame.at(file, frames).isPresent()) {
            return Optional.of(AAC);
        }
        return MpegFrame.at(file, frames).isPresent() || starts(file, 0, "ID3") ? Optional.of(MP3) : Optional.empty();
    }

    private static boolean starts(ByteBuffer file, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (file.limit() < at + expected.length) {
            return false;
        }
        byte[] actual = new byte[expected.length];
        file.get(at, actual);
        return java.util.Arrays.equals(actual, expected);
    }
}
