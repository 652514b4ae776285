package dev.atrium.provider.openai;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.MediaFile;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.http.Failure;
import java.util.List;
import java.util.Optional;

/** Translates between the port and OpenAI's speech. */
enum OpenAiSpeechMapper {
    OPENAI,
    COMPATIBLE;

    private static final int LONGEST_TEXT = 4096;
    private static final List<String> FIRST_VOICES =
            List.of("alloy", "ash", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer");
    private static final List<String> VOICES = List.of(
            "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin",
            "cedar");

    SpeechAbilities abilities(String model) {
        boolean first = model.startsWith("tts-1");
        List<String> voices = this == COMPATIBLE ? List.of() : first ? FIRST_VOICES : VOICES;
        return new SpeechAbilities(List.of(AudioFormat.values()), voices, LONGEST_TEXT, true, !first);
    }

    OpenAiSpeechRequest request(SpeechRequest request) {
        return new OpenAiSpeechRequest(
                request.model(),
                request.text(),
                request.voice(),
                request.format().code(),
                request.speed().isPresent() ? request.speed().getAsDouble() : null,
                request.instructions().orElse(null));
    }

    /** The answer is nothing but the sound, so a document in its place is no answer, and no sound is none either. */
    SpeechResult result(MediaFile audio, SpeechRequest request, ProviderEndpoint endpoint) {
        boolean document = audio.contentType().startsWith("application/json")
                || audio.contentType().startsWith("text/");
        if (document || audio.sizeBytes() == 0) {
            audio.close();
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("no_audio")
                    .exception();
        }
        return new SpeechResult(audio.as(request.format().contentType()), Optional.empty());
    }
}
