package dev.atrium.rest.speech;

import dev.atrium.speech.SpeechCommand;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text that is to be spoken.
 *
 * @param voice one of the model's {@code voices}; absent for the first of them, as for the format
 * @param speed 0.25 to 4, where the model takes it
 * @param instructions how to speak, where the model takes it
 */
@Schema(example = """
    {"model": "gpt-4o-mini-tts", "text": "Good morning!", "voice": "alloy", "speed": 1.0, "format": "mp3"}\
    """)
public record SpeechRequest(
        @NotBlank(message = "must be given") String model,
        String provider,
        @NotBlank(message = "must be given") String text,
        String voice,
        Double speed,
        String format,
        String instructions) {

    public SpeechCommand command() {
        return new SpeechCommand(
                model,
                Optional.ofNullable(provider),
                text,
                Optional.ofNullable(voice),
                speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed),
                Optional.ofNullable(format),
                Optional.ofNullable(instructions).filter(given -> !given.isBlank()));
    }
}
