package dev.atrium.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a file of sound.
 *
 * @param duration how long it plays; empty when the file does not tell
 */
public record AudioFile(AudioType type, Optional<Duration> duration) {

    public AudioFile {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(duration, "duration");
    }

    /**
     * Looks into a file. It is read where it says something, by way of the operating system's cache and not of this server's memory.
     *
     * @return empty when it is no sound of a known type, or larger than 2 GiB
     */
    public static Optional<AudioFile> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
        }
    }

    static Optional<AudioFile> read(ByteBuffer file) {
        return AudioType.of(file).map(type -> new AudioFile(type, duration(type, file)));
    }

    /** A file may be anything, whatever it begins with: where it ends too early, it does not tell its length. */
    private static Optional<Duration> duration(AudioType type, ByteBuffer file) {
        try {
            return switch (type) {
                case MP3 -> MpegFrame.duration(file);
                case AAC -> AdtsFrame.duration(file);
                case WAV -> WavFile.read(file).map(WavFile::duration);
                case FLAC -> FlacFile.duration(file);
                case OGG -> OggFile.duration(file);
                case MP4 -> Mp4File.duration(file);
                case WEBM -> WebmFile.duration(file);
            };
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** So many samples at so many a second. */
    static Duration duration(long samples, long perSecond) {
        if (samples < 0 || perSecond <= 0) {
            throw new ArithmeticException("No length: " + samples + " samples at " + perSecond + " a second");
        }
        long nanos = Math.multiplyExact(samples % perSecond, 1_000_000_000L) / perSecond;
        return Duration.ofSeconds(samples / perSecond, nanos);
    }
}
