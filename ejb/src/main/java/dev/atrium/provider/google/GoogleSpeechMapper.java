package dev.atrium.provider.google;

import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.MediaFile;
import dev.atrium.provider.api.PcmFormat;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.provider.api.SpeechRequest;
import dev.atrium.provider.api.SpeechResult;
import dev.atrium.provider.http.Failure;
import dev.atrium.provider.http.MediaDocument;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates between the port and Gemini's speech, which is bare samples: {@code audio/L16;codec=pcm;rate=24000}. */
final class GoogleSpeechMapper {

    private static final Pattern RATE = Pattern.compile(".*;\\s*rate=([1-9][0-9]{3,5})\\b.*");
    private static final int USUAL_RATE = 24_000;
    private static final int BITS = 16;
    private static final int LONGEST_TEXT = 4_000;
    private static final List<String> VOICES = List.of(
            "Kore",
            "Puck",
            "Zephyr",
            "Charon",
            "Fenrir",
            "Leda",
            "Orus",
            "Aoede",
            "Callirrhoe",
            "Autonoe",
            "Enceladus",
            "Iapetus",
            "Umbriel",
            "Algieba",
            "Despina",
            "Erinome",
            "Algenib",
            "Rasalgethi",
            "Laomedeia",
            "Achernar",
            "Alnilam",
            "Schedar",
            "Gacrux",
            "Pulcherrima",
            "Achird",
            "Zubenelgenubi",
            "Vindemiatrix",
            "Sadachbia",
            "Sadaltager",
            "Sulafat");

    SpeechAbilities abilities(String model) {
        return new SpeechAbilities(List.of(AudioFormat.WAV, AudioFormat.PCM), VOICES, LONGEST_TEXT, false, false);
    }

    GoogleMediaRequest request(SpeechRequest request) {
        return GoogleMediaRequest.of(
                request.text(),
                new GoogleMediaRequest.GenerationConfig(
                        List.of("AUDIO"),
                        null,
                        new GoogleMediaRequest.SpeechConfig(new GoogleMediaRequest.VoiceConfig(
                                new GoogleMediaRequest.PrebuiltVoiceConfig(request.voice())))));
    }

    SpeechResult result(MediaDocument document, SpeechRequest request, ProviderEndpoint endpoint) {
        return document.use(answer -> {
            GoogleMediaResponse response = answer.read(GoogleMediaResponse.class);
            List<GoogleMediaResponse.InlineData> sounds = response.files()
                    .filter(file -> file.mimeType() != null && file.mimeType().startsWith("audio/"))
                    .toList();
            if (sounds.isEmpty() && response.isBlocked()) {
                throw Failure.of(endpoint.provider(), Kind.CONTENT_POLICY).exception();
            }
            if (sounds.size() != 1) {
                throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                        .code("no_audio")
                        .exception();
            }
            return new SpeechResult(
                    audio(answer, sounds.get(0), request.format()),
                    Optional.ofNullable(response.usageMetadata()).map(GoogleMapper::usage));
        });
    }

    private static MediaFile audio(MediaDocument answer, GoogleMediaResponse.InlineData sound, AudioFormat format) {
        MediaFile samples = answer.take(sound.data(), AudioFormat.PCM.contentType());
        return format == AudioFormat.PCM
                ? samples
                : MediaDocument.prefixed(
                        new PcmFormat(rate(sound.mimeType()), 1, BITS).wavHeader(samples.sizeBytes()),
                        samples,
                        AudioFormat.WAV.contentType());
    }

    private static int rate(String mimeType) {
        Matcher matcher = RATE.matcher(mimeType);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : USUAL_RATE;
    }
}
