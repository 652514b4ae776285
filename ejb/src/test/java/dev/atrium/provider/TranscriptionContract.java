package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.provider.api.PcmFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.TranscriptionRequest;
import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.api.TranscriptionService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every vendor's transcription promises. */
abstract class TranscriptionContract extends ServiceContract {

    private static final int SECOND = 16_000;

    @TempDir
    static Path directory;

    abstract TranscriptionService service(Parts of);

    abstract String model();

    @Override
    CompletionStage<TranscriptionResult> ask(Parts of, ProviderEndpoint endpoint) {
        return service(of).transcribe(request(model(), 3, Set.of(), false), endpoint);
    }

    @Override
    boolean makesThings() {
        return false;
    }

    @Test
    void writes_down_what_is_said() {
        DEMO.script().next(provider(), Behaviour.saying("Grüße aus Köln, 世界!"));

        assertThat(transcribe(request(model(), 3, Set.of(), false)).text()).isEqualTo("Grüße aus Köln, 世界!");
        assertThat(lastRequest().header("content-type").orElseThrow()).startsWith("multipart/form-data; boundary=");
        assertThat(lastRequest().body()).contains("filename=\"meeting %22one%22.wav\"", "Content-Type: audio/wav");
    }

    /** The file is sent as it is read: the request says no length beforehand. */
    @Test
    void sends_the_file_from_disk() {
        transcribe(request(model(), 60, Set.of(), false));

        assertThat(lastRequest().header("transfer-encoding")).hasValue("chunked");
        assertThat(lastRequest().header("content-length")).isEmpty();
    }

    @Test
    void gives_times_for_what_it_can() {
        Set<Granularity> timestamps = service(parts).abilities(model()).timestamps();

        TranscriptionResult result = transcribe(request(model(), 12, timestamps, false));

        assertThat(result.segments().isEmpty()).isEqualTo(!timestamps.contains(Granularity.SEGMENT));
        assertThat(result.words().isEmpty()).isEqualTo(!timestamps.contains(Granularity.WORD));
        result.segments().forEach(segment -> assertThat(segment.end()).isGreaterThan(segment.start()));
        if (timestamps.contains(Granularity.WORD)) {
            List<String> words =
                    result.words().stream().map(TranscriptionResult.Word::text).toList();
            assertThat(String.join(" ", words)).isEqualTo(result.text());
        }
    }

    @Test
    void gives_no_times_that_nobody_asked_for() {
        TranscriptionResult result = transcribe(request(model(), 12, Set.of(), false));

        assertThat(result.segments()).isEmpty();
        assertThat(result.words()).isEmpty();
    }

    TranscriptionResult transcribe(TranscriptionRequest request) {
        return service(parts)
                .transcribe(request, endpoint())
                .toCompletableFuture()
                .join();
    }

    TranscriptionRequest request(String model, int seconds, Set<Granularity> timestamps, boolean speakers) {
        return new TranscriptionRequest(
                model,
                recording(seconds),
                "meeting \"one\".wav",
                "audio/wav",
                Optional.of("en"),
                Optional.empty(),
                timestamps,
                speakers);
    }

    /** So many seconds of silence. */
    static Path recording(int seconds) {
        try {
            byte[] header = new PcmFormat(SECOND, 1, 8).wavHeader((long) seconds * SECOND);
            Path file = directory.resolve(seconds + ".wav");
            return Files.write(file, Arrays.copyOf(header, header.length + seconds * SECOND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
