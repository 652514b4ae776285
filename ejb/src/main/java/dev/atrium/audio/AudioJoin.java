package dev.atrium.audio;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Makes one file of sound of several in the same format, without decoding them. That goes where a file is a row of frames or of
 * samples; FLAC and Ogg count theirs, so that the parts of them would have to be made anew.
 */
public final class AudioJoin {

    private static final Set<AudioFormat> JOINABLE =
            EnumSet.of(AudioFormat.MP3, AudioFormat.AAC, AudioFormat.WAV, AudioFormat.PCM);

    private AudioJoin() {}

    /** Whether several files of the format can become one. */
    public static boolean isPossible(AudioFormat format) {
        return JOINABLE.contains(format);
    }

    /**
     * Makes sure that several files of the format can become one.
     *
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} when they cannot
     */
    public static void requirePossible(AudioFormat format) {
        if (!isPossible(format)) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "This text is too long to be spoken at once, and parts of " + format.code()
                            + " cannot be joined. Choose mp3, aac or wav, or shorten the text.");
        }
    }

    /**
     * Writes the parts one after the other into a file, with one header where there is any, and without the tags of the parts.
     *
     * @param target is made, or overwritten
     * @throws Refusal as {@link #requirePossible}
     * @throws IOException when a part is not in the format, or the parts are not alike
     */
    public static void join(AudioFormat format, List<Path> parts, Path target) throws IOException {
        requirePossible(format);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            switch (format) {
                case MP3 -> mp3(parts, out);
                case WAV -> wav(parts, out);
                default -> {
                    // Frames of AAC and bare samples follow one another as they are.
                    for (Path part : parts) {
                        Files.copy(part, out);
                    }
                }
            }
        }
    }

    /** Only the frames with sound: the tables of the parts would tell the length of one for that of all. */
    private static void mp3(List<Path> parts, OutputStream out) throws IOException {
        for (Path part : parts) {
            ByteBuffer file = map(part);
            WritableByteChannel channel = Channels.newChannel(out);
            try {
                MpegFrame.each(file, (frame, at) -> copy(file, at, frame.bytes(), channel));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static void wav(List<Path> parts, OutputStream out) throws IOException {
        List<ByteBuffer> files = new ArrayList<>();
        List<WavFile> facts = new ArrayList<>();
        for (Path part : parts) {
            ByteBuffer file = map(part);
            files.add(file);
            facts.add(WavFile.read(file)
                    .filter(WavFile::isPcm)
                    .orElseThrow(() -> new IOException("A part is no WAV file")));
        }
        if (facts.stream().map(WavFile::format).distinct().count() > 1) {
            throw new IOException("The parts have different rates, channels or depths");
        }
        long total = facts.stream().mapToLong(WavFile::dataBytes).sum();
        out.write(facts.get(0).format().wavHeader(total));
        for (int i = 0; i < files.size(); i++) {
            copy(files.get(i), facts.get(i).dataAt(), facts.get(i).dataBytes(), Channels.newChannel(out));
        }
    }

    private static void copy(ByteBuffer file, int at, int bytes, WritableByteChannel out) {
        try {
            out.write(file.slice(at, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
    }
}
