package dev.atrium.provider.api;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats in which speech comes. */
public enum AudioFormat {
    MP3("audio/mpeg"),
    /** Opus in Ogg. */
    OPUS("audio/ogg"),
    /** AAC in ADTS frames. */
    AAC("audio/aac"),
    FLAC("audio/flac"),
    WAV("audio/wav"),
    /** Bare samples: 16 bit signed, low byte first, one channel, 24,000 a second. */
    PCM("audio/pcm");

    private final String contentType;

    AudioFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The word in the API, such as {@code mp3}; it is the extension of files as well. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    public static Optional<AudioFormat> of(String code) {
        return Stream.of(values()).filter(format -> format.code().equals(code)).findFirst();
    }
}
