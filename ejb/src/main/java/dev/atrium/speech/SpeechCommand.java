package dev.atrium.speech;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A text that somebody wants to hear.
 *
 * @param provider the provider to ask; without one the first that offers the model
 * @param voice the usual one of the model without it, as for the format
 * @param speed 1 is the usual one
 * @param instructions how to speak, in words
 */
public record SpeechCommand(
        String model,
        Optional<String> provider,
        String text,
        Optional<String> voice,
        OptionalDouble speed,
        Optional<String> format,
        Optional<String> instructions) {

    public SpeechCommand {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(voice, "voice");
        Objects.requireNonNull(speed, "speed");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(instructions, "instructions");
    }

    /** The same by a voice and in a format. */
    SpeechCommand as(String otherVoice, String otherFormat) {
        return new SpeechCommand(
                model, provider, text, Optional.of(otherVoice), speed, Optional.of(otherFormat), instructions);
    }
}
