package dev.atrium.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFileTest {

    private static final Duration TEN_SECONDS = Duration.ofMillis(10_008);

    /** The demo provider's files are made by other code than reads them; 10 s are 150 characters. */
    @ParameterizedTest
    @CsvSource({"mp3, MP3", "aac, AAC", "wav, WAV", "flac, FLAC", "opus, OGG"})
    void measures_spoken_files(String format, AudioType type) throws Exception {
        AudioFile file = AudioFile.read(SpokenFiles.speak(format, 150)).orElseThrow();

        assertThat(file.type()).isEqualTo(type);
        // A last frame may be filled up.
        assertThat(file.duration().orElseThrow()).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_050));
    }

    @Test
    void sums_up_frames_between_tags_and_without_their_table() {
        byte[] frames = Mp3.frames(417);
        byte[] tagged = Bytes.join(
                Bytes.of("ID3\u0004\u0000\u0000\u0000\u0000\u0001\u0000"), new byte[128], Mp3.table(), frames, v1Tag());

        assertThat(duration(frames)).hasValue(TEN_SECONDS);
        assertThat(duration(tagged)).hasValue(TEN_SECONDS);
        assertThat(AudioFile.read(ByteBuffer.wrap(tagged)).orElseThrow().type()).isEqualTo(AudioType.MP3);
    }

    @Test
    void finds_its_way_through_damaged_frames() {
        byte[] damaged = Bytes.join(Mp3.frames(200), new byte[50], Mp3.frames(217));

        assertThat(duration(damaged).orElseThrow()).isBetween(TEN_SECONDS.minusMillis(30), TEN_SECONDS);
    }

    @Test
    void takes_the_rest_of_a_wav_file_that_does_not_know_its_size() {
        byte[] samples = new byte[48_000];
        byte[] header = new dev.atrium.provider.api.PcmFormat(24_000, 1, 16).wavHeader(1L << 40);

        assertThat(duration(Bytes.join(header, samples))).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void reads_mpeg_4_of_both_versions_and_in_fragments() {
        byte[] brand = box("ftyp", Bytes.of("M4A "));
        byte[] shortHeader =
                ByteBuffer.allocate(20).putInt(12, 1000).putInt(16, 12_345).array();
        byte[] longHeader = ByteBuffer.allocate(32)
                .put(0, (byte) 1)
                .putInt(20, 48_000)
                .putLong(24, 48_000L * 60)
                .array();
        byte[] unknown = ByteBuffer.allocate(20).putInt(12, 1000).array();
        byte[] fragments =
                box("mvex", box("mehd", ByteBuffer.allocate(8).putInt(4, 7_000).array()));

        assertThat(duration(Bytes.join(brand, box("mdat", new byte[99]), box("moov", box("mvhd", shortHeader)))))
                .hasValue(Duration.ofMillis(12_345));
        assertThat(duration(Bytes.join(brand, box("moov", box("mvhd", longHeader)))))
                .hasValue(Duration.ofMinutes(1));
        assertThat(duration(Bytes.join(brand, box("moov", Bytes.join(box("mvhd", unknown), fragments)))))
                .hasValue(Duration.ofSeconds(7));
        assertThat(duration(Bytes.join(brand, box("moov", box("mvhd", unknown)))))
                .isEmpty();
    }

    @Test
    void reads_webm_with_a_length_and_as_browsers_record_it() {
        byte[] head = Bytes.of("\u001A\u0045\u00DF\u00A3\u0080");
        byte[] segment = Bytes.of("\u0018\u0053\u0080\u0067\u0001\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF");
        byte[] length = Bytes.join(
                Bytes.of("\u0044\u0089\u0084"),
                ByteBuffer.allocate(4).putFloat(4_200).array());
        byte[] info = Bytes.join(Bytes.of("\u0015\u0049\u00A9\u0066\u0087"), length);
        byte[] cluster = Bytes.join(
                Bytes.of("\u001F\u0043\u00B6\u0075\u0001\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF"),
                Bytes.of("\u00E7\u0082\u0007\u00D0"),
                Bytes.of("\u00A3\u0085\u0081\u0000\u0000\u0080\u0000"),
                Bytes.of("\u00A3\u0085\u0081\u0001\u0000\u0080\u0000"));

        assertThat(duration(Bytes.join(head, segment, info))).hasValue(Duration.ofMillis(4_200));
        // The last block begins 256 ms after its cluster, which begins at 2,000.
        assertThat(duration(Bytes.join(head, segment, cluster))).hasValue(Duration.ofMillis(2_256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "<html></html>", "RIFF\u0000\u0000\u0000\u0000WEBP", "\u0089PNG\r\n"})
    void knows_what_is_no_sound(String content) {
        assertThat(AudioFile.read(ByteBuffer.wrap(Bytes.of(content)))).isEmpty();
    }

    /** Whatever is cut off or overwritten, an answer comes back, and soon. */
    @Property(tries = 300)
    void survives_broken_files(
            @ForAll @IntRange(max = 4) int format,
            @ForAll @IntRange(max = 3_000) int length,
            @ForAll @Size(max = 20) byte[] damage,
            @ForAll @IntRange(max = 200) int at)
            throws Exception {
        byte[] whole = java.nio.file.Files.readAllBytes(
                SpokenFiles.speak(new String[] {"mp3", "aac", "wav", "flac", "opus"}[format], 30));
        byte[] broken = Arrays.copyOf(whole, Math.min(length, whole.length));
        for (int i = 0; i < damage.length && at + i < broken.length; i++) {
            broken[at + i] = damage[i];
        }

        AudioFile.read(ByteBuffer.wrap(broken)).flatMap(AudioFile::duration).ifPresent(duration -> assertThat(duration)
                .isGreaterThanOrEqualTo(Duration.ZERO));
    }

    private static Optional<Duration> duration(byte[] file) {
        return AudioFile.read(ByteBuffer.wrap(file)).orElseThrow().duration();
    }

    private static byte[] v1Tag() {
        return Arrays.copyOf(Bytes.of("TAG"), 128);
    }

    private static byte[] box(String name, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(Bytes.of(name))
                .put(content)
                .array();
    }

    /** Bytes for tests. */
    static final class Bytes {

        private Bytes() {}

        static byte[] of(String latin) {
            return latin.getBytes(StandardCharsets.ISO_8859_1);
        }

        static byte[] join(byte[]... parts) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            return all.toByteArray();
        }
    }

    /** Frames of MPEG-2 layer III, 96 bytes for 24 ms each. */
    static final class Mp3 {

        private Mp3() {}

        static byte[] frames(int count) {
            byte[][] frames = new byte[count][];
            Arrays.fill(frames, frame());
            return Bytes.join(frames);
        }

        /** A frame that tells of the others instead of sounding. */
        static byte[] table() {
            byte[] frame = frame();
            System.arraycopy(Bytes.of("Xing"), 0, frame, 4 + 9, 4);
            return frame;
        }

        private static byte[] frame() {
            return Arrays.copyOf(Bytes.of("\u00FF\u00F3\u0044\u00C4"), 96);
        }
    }
}
