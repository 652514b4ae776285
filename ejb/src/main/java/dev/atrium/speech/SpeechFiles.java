package dev.atrium.speech;

import dev.atrium.audio.AudioFile;
import dev.atrium.audio.AudioJoin;
import dev.atrium.media.FileService;
import dev.atrium.media.FileService.NewFile;
import dev.atrium.persistence.media.StoredFile.Purpose;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.MediaFile;
import dev.atrium.provider.api.PcmFormat;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.studio.FileTitle;
import dev.atrium.studio.MadeFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes one file of the sound that providers sent, and keeps it. */
@ApplicationScoped
class SpeechFiles {

    /** The longest text makes less than this, uncompressed. */
    private static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;

    /** What {@link AudioFormat#PCM} is. */
    private static final PcmFormat SAMPLES = new PcmFormat(24_000, 1, 16);

    @Inject
    private FileService store;

    /** @param format in which the results are; bare samples are kept as WAV */
    MadeFiles keep(
            Caller caller,
            UUID generationId,
            String text,
            String provider,
            AudioFormat format,
            List<SpeechResult> results)
            throws IOException {
        List<MediaFile> parts = results.stream().map(SpeechResult::audio).toList();
        if (parts.size() == 1 && format != AudioFormat.WAV && format != AudioFormat.PCM) {
            return keep(
                    caller, generationId, text, provider, format, parts.get(0).path());
        }
        Path whole = Files.createTempFile("atrium-", ".speech");
        try {
            AudioJoin.join(format, parts.stream().map(MediaFile::path).toList(), whole);
            if (format == AudioFormat.PCM) {
                Path samples = whole;
                whole = wav(samples);
                Files.delete(samples);
            }
            AudioFormat kept = format == AudioFormat.PCM ? AudioFormat.WAV : format;
            return keep(caller, generationId, text, provider, kept, whole);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static Path wav(Path samples) throws IOException {
        Path file = Files.createTempFile("atrium-", ".speech");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(SAMPLES.wavHeader(Files.size(samples)));
            Files.copy(samples, out);
        }
        return file;
    }

    private MadeFiles keep(
            Caller caller, UUID generationId, String text, String provider, AudioFormat format, Path sound)
            throws IOException {
        AudioFile audio = AudioFile.read(sound)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.PROVIDER_ERROR,
                        "The provider " + provider
                                + " answered with something that is no sound. Nothing was charged. Try again, or take"
                                + " another model."));
        NewFile file = new NewFile(
                Purpose.SPEECH, Optional.of(generationId), FileTitle.of(text, "." + format.code()), audio.duration());
        try (InputStream content = Files.newInputStream(sound)) {
            return new MadeFiles(List.of(store.keep(caller, file, content, MOST_BYTES)));
        }
    }
}
