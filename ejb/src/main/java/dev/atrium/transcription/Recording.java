package dev.atrium.transcription;

import dev.atrium.audio.AudioType;
import dev.atrium.media.Spooled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/** A recording that has arrived, and lies in a file of this node until it is closed. */
public final class Recording implements AutoCloseable {

    private final Spooled spooled;
    private final String name;
    private final AudioType type;
    private final Duration duration;

    Recording(Spooled spooled, String name, AudioType type, Duration duration) {
        this.spooled = spooled;
        this.name = name;
        this.type = type;
        this.duration = duration;
    }

    /** What its user calls it. */
    public String name() {
        return name;
    }

    /** What is in it, as the SHA-256 of its bytes. */
    public String fingerprint() {
        return HexFormat.of().formatHex(spooled.sha256());
    }

    Path path() {
        return spooled.path();
    }

    long bytes() {
        return spooled.bytes();
    }

    AudioType type() {
        return type;
    }

    /** As measured in the file. */
    Duration duration() {
        return duration;
    }

    /** Deletes the file; harmless when done before. */
    @Override
    public void close() {
        spooled.close();
    }
}
