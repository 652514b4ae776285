package dev.atrium.provider.mistral;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.MediaDocument;
import java.util.List;
import java.util.Optional;

/** Translates between the port and Mistral's speech. */
final class MistralSpeechMapper {

    private static final int LONGEST_TEXT = 4_000;
    private static final List<AudioFormat> FORMATS =
            List.of(AudioFormat.MP3, AudioFormat.WAV, AudioFormat.OPUS, AudioFormat.FLAC, AudioFormat.PCM);

    SpeechAbilities abilities(String model) {
        return new SpeechAbilities(FORMATS, List.of("en_paul_neutral"), LONGEST_TEXT, false, false);
    }

    MistralSpeechRequest request(SpeechRequest request) {
        return new MistralSpeechRequest(
                request.model(),
                request.text(),
                request.voice(),
                request.format().code());
    }

    SpeechResult result(MediaDocument document, SpeechRequest request, ProviderEndpoint endpoint) {
        return document.use(answer -> {
            String audio = answer.read(MistralSpeech.class).audioData();
            if (audio == null) {
                throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                        .code("no_audio")
                        .exception();
            }
            return new SpeechResult(answer.take(audio, request.format().contentType()), Optional.empty());
        });
    }
}
