package dev.atrium.provider.mistral;

import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TranscriptionAbilities;
import dev.atrium.provider.api.TranscriptionRequest;
import dev.atrium.provider.api.TranscriptionRequest.Granularity;
import dev.atrium.provider.api.TranscriptionResult;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.MultipartForm;
import dev.atrium.provider.http.Seconds;
import dev.atrium.provider.http.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates between the port and Mistral's transcriptions. */
final class MistralTranscriptionMapper {

    private static final long LARGEST_FILE = 1L << 30;

    TranscriptionAbilities abilities(String model) {
        return new TranscriptionAbilities(Set.of(Granularity.SEGMENT), true, false, LARGEST_FILE);
    }

    /**
     * Mistral takes a language or times, but not both. Times change what comes back and the language only helps, so it gives way.
     * Speakers are told by segment, so they need times too.
     */
    MultipartForm form(TranscriptionRequest request) {
        MultipartForm form = new MultipartForm().text("model", request.model());
        if (request.speakers() || request.timestamps().contains(Granularity.SEGMENT)) {
            form.text("timestamp_granularities", "segment");
        } else {
            form.text("language", request.language());
        }
        if (request.speakers()) {
            form.text("diarize", "true");
        }
        return form.file("file", request.audio(), request.fileName(), request.contentType());
    }

    TranscriptionResult result(MistralTranscript transcript, TranscriptionRequest request, ProviderEndpoint endpoint) {
        if (transcript.text() == null) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL).code("no_text").exception();
        }
        Optional<MistralTranscript.Usage> usage = Optional.ofNullable(transcript.usage());
        return new TranscriptionResult(
                transcript.text(),
                Optional.ofNullable(transcript.language()),
                Optional.ofNullable(transcript.duration()).map(Seconds::duration),
                usage.map(MistralTranscript.Usage::promptAudioSeconds).map(Seconds::duration),
                segments(transcript),
                List.of(),
                usage.map(billed ->
                        Usage.of(Usage.count(billed.promptTokens()), Usage.count(billed.completionTokens()), 0, 0, 0)));
    }

    private static List<TranscriptionResult.Segment> segments(MistralTranscript transcript) {
        if (transcript.segments() == null) {
            return List.of();
        }
        return transcript.segments().stream()
                .map(segment -> new TranscriptionResult.Segment(
                        Seconds.duration(segment.start()),
                        Seconds.duration(segment.end()),
                        segment.text() == null ? "" : segment.text(),
                        Optional.ofNullable(segment.speakerId())))
                .toList();
    }
}
