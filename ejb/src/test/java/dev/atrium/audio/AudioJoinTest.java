package dev.atrium.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.PcmFormat;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudioJoinTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"MP3", "AAC", "WAV"})
    void is_as_long_as_its_parts_together(AudioFormat format) throws IOException {
        List<Path> parts = List.of(SpokenFiles.speak(format.code(), 150), SpokenFiles.speak(format.code(), 75));
        Path joined = directory.resolve("joined");

        AudioJoin.join(format, parts, joined);

        assertThat(AudioFile.read(joined).orElseThrow().duration().orElseThrow())
                .isCloseTo(length(parts.get(0)).plus(length(parts.get(1))), Duration.ofNanos(10));
    }

    @Test
    void leaves_tags_and_tables_of_mp3_out() throws IOException {
        byte[] frames = AudioFileTest.Mp3.frames(10);
        Path tagged = Files.write(
                directory.resolve("tagged"),
                AudioFileTest.Bytes.join(
                        AudioFileTest.Bytes.of("ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0010"),
                        new byte[16],
                        AudioFileTest.Mp3.table(),
                        frames));
        Path joined = directory.resolve("joined");

        AudioJoin.join(AudioFormat.MP3, List.of(tagged, tagged), joined);

        assertThat(joined).hasBinaryContent(AudioFileTest.Bytes.join(frames, frames));
    }

    @Test
    void writes_a_wav_header_that_knows_the_size() throws Exception {
        Path joined = directory.resolve("joined.wav");

        AudioJoin.join(AudioFormat.WAV, List.of(SpokenFiles.speak("wav", 150), SpokenFiles.speak("wav", 150)), joined);

        assertThat(AudioSystem.getAudioFileFormat(joined.toFile()).getFrameLength())
                .isEqualTo(2 * 240_000);
    }

    @Test
    void puts_samples_in_a_row() throws IOException {
        Path one = Files.write(directory.resolve("one"), new byte[] {1, 2});
        Path two = Files.write(directory.resolve("two"), new byte[] {3, 4});

        AudioJoin.join(AudioFormat.PCM, List.of(one, two), directory.resolve("joined"));

        assertThat(directory.resolve("joined")).hasBinaryContent(new byte[] {1, 2, 3, 4});
    }

    @ParameterizedTest
    @EnumSource(names = {"OPUS", "FLAC"})
    void says_which_formats_can_be_joined(AudioFormat format) {
        assertThatThrownBy(() -> AudioJoin.requirePossible(format))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("Choose mp3, aac or wav");
    }

    @Test
    void refuses_parts_that_are_not_alike() throws IOException {
        Path slow = Files.write(directory.resolve("slow"), new PcmFormat(16_000, 1, 16).wavHeader(0));

        assertThatThrownBy(() -> AudioJoin.join(
                        AudioFormat.WAV, List.of(SpokenFiles.speak("wav", 75), slow), directory.resolve("joined")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("different rates");
    }

    private static Duration length(Path file) throws IOException {
        return AudioFile.read(file).orElseThrow().duration().orElseThrow();
    }
}
