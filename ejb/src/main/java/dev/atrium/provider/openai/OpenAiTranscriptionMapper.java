package dev.atrium.provider.openai;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Translates between the port and OpenAI's transcriptions, whose models each have formats of their own. */
enum OpenAiTranscriptionMapper {
    OPENAI,
    COMPATIBLE;

    private static final long LARGEST_FILE = 25L * 1024 * 1024;

    /** Whisper names the language that it hears in English, such as {@code german}. */
    private static final Map<String, String> LANGUAGES = Stream.of(Locale.getISOLanguages())
            .collect(Collectors.toMap(
                    code -> Locale.forLanguageTag(code)
                            .getDisplayLanguage(Locale.ENGLISH)
                            .toLowerCase(Locale.ROOT),
                    code -> code,
                    (one, other) -> one));

    /** What tells the models apart. */
    private enum Family {
        WHISPER,
        GPT,
        DIARIZE
    }

    private Family family(String model) {
        if (model.contains("diarize")) {
            return Family.DIARIZE;
        }
        return this == COMPATIBLE || model.startsWith("whisper") ? Family.WHISPER : Family.GPT;
    }

    TranscriptionAbilities abilities(String model) {
        return switch (family(model)) {
            case WHISPER -> new TranscriptionAbilities(Set.of(Granularity.values()), false, true, LARGEST_FILE);
            case GPT -> new TranscriptionAbilities(Set.of(), false, true, LARGEST_FILE);
            case DIARIZE -> new TranscriptionAbilities(Set.of(Granularity.SEGMENT), true, false, LARGEST_FILE);
        };
    }

    MultipartForm form(TranscriptionRequest request) {
        MultipartForm form = new MultipartForm()
                .text("model", request.model())
                .text("language", request.language())
                .text("prompt", request.prompt());
        switch (family(request.model())) {
            case WHISPER -> whisper(form, request);
            case GPT -> form.text("response_format", "json");
            // Without a strategy it refuses what is longer than 30 seconds.
            case DIARIZE -> form.text("response_format", "diarized_json").text("chunking_strategy", "auto");
        }
        return form.file("file", request.audio(), request.fileName(), request.contentType());
    }

    /** OpenAI's own tells duration and language in the verbose format only; others may not have it, so it takes a reason. */
    private void whisper(MultipartForm form, TranscriptionRequest request) {
        boolean verbose = this == OPENAI || !request.timestamps().isEmpty();
        form.text("response_format", verbose ? "verbose_json" : "json");
        request.timestamps().stream()
                .sorted()
                .forEach(granularity -> form.text(
                        "timestamp_granularities[]", granularity.name().toLowerCase(Locale.ROOT)));
    }

    TranscriptionResult result(OpenAiTranscript transcript, TranscriptionRequest request, ProviderEndpoint endpoint) {
        if (transcript.text() == null) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL).code("no_text").exception();
        }
        Optional<OpenAiTranscript.Usage> usage = Optional.ofNullable(transcript.usage());
        return new TranscriptionResult(
                transcript.text(),
                Optional.ofNullable(transcript.language())
                        .filter(language -> !language.isBlank())
                        .map(OpenAiTranscriptionMapper::language),
                Optional.ofNullable(transcript.duration()).map(Seconds::duration),
                usage.map(OpenAiTranscript.Usage::seconds).map(Seconds::duration),
                segments(transcript, request),
                words(transcript),
                usage.filter(billed -> billed.inputTokens() != null || billed.outputTokens() != null)
                        .map(billed -> Usage.of(
                                Usage.count(billed.inputTokens()), Usage.count(billed.outputTokens()), 0, 0, 0)));
    }

    private static String language(String reported) {
        String name = reported.strip().toLowerCase(Locale.ROOT);
        return LANGUAGES.getOrDefault(name, name);
    }

    /** Segments come with the verbose format whether they were asked for or not. */
    private static List<TranscriptionResult.Segment> segments(
            OpenAiTranscript transcript, TranscriptionRequest request) {
        boolean wanted = request.speakers() || request.timestamps().contains(Granularity.SEGMENT);
        if (transcript.segments() == null || !wanted) {
            return List.of();
        }
        return transcript.segments().stream()
                .map(segment -> new TranscriptionResult.Segment(
                        Seconds.duration(segment.start()),
                        Seconds.duration(segment.end()),
                        segment.text() == null ? "" : segment.text(),
                        Optional.ofNullable(segment.speaker())))
                .toList();
    }

    private static List<TranscriptionResult.Word> words(OpenAiTranscript transcript) {
        if (transcript.words() == null) {
            return List.of();
        }
        return transcript.words().stream()
                .map(word -> new TranscriptionResult.Word(
                        Seconds.duration(word.start()),
                        Seconds.duration(word.end()),
                        word.word() == null ? "" : word.word()))
                .toList();
    }
}
