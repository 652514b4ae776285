package dev.atrium.provider.api;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request to speak a text, already fitted to the model: an option that the model does not take is absent, see
 * {@link SpeechAbilities}.
 *
 * @param model the provider's own id of the model
 * @param text what is spoken, not blank, at most {@link SpeechAbilities#textCharacters} long
 * @param voice the provider's name of the voice
 * @param format one of {@link SpeechAbilities#formats}
 * @param speed 0.25 to 4; 1 is the usual one
 * @param instructions how to speak, in words
 */
public record SpeechRequest(
        String model,
        String text,
        String voice,
        AudioFormat format,
        OptionalDouble speed,
        Optional<String> instructions) {

    private static final double SLOWEST = 0.25;
    private static final double FASTEST = 4;

    public SpeechRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(instructions, "instructions");
        if (text.isBlank()) {
            throw new IllegalArgumentException("A text to speak is not blank");
        }
        if (voice.isBlank()) {
            throw new IllegalArgumentException("A voice has a name");
        }
        if (speed.isPresent() && !(speed.getAsDouble() >= SLOWEST && speed.getAsDouble() <= FASTEST)) {
            throw new IllegalArgumentException("speed is from 0.25 to 4");
        }
    }
}
