package dev.atrium.rest.openai;

import dev.atrium.speech.SpeechCommand;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text that is to be spoken.
 *
 * @param voice one of the model's; absent for the usual one, as for the format
 * @param responseFormat such as {@code mp3}; {@code pcm} for bare samples of 16 bits, 24,000 a second
 */
@Schema(example = """
    {"model": "gpt-4o-mini-tts", "input": "Good morning!", "voice": "alloy", "response_format": "mp3"}\
    """)
public record CreateSpeechRequest(
        @NotBlank(message = "must be given") String model,
        @NotBlank(message = "must be given") String input,
        String voice,
        @JsonbProperty("response_format") String responseFormat,
        Double speed,
        String instructions,

        @JsonbProperty("stream_format") @Pattern(regexp = "audio", message = "must be audio")
        String streamFormat) {

    /** Whether samples are wanted without anything around them. */
    boolean bareSamples() {
        return "pcm".equals(responseFormat);
    }

    SpeechCommand command() {
        return new SpeechCommand(
                model,
                Optional.empty(),
                input,
                Optional.ofNullable(voice),
                Given.number(speed),
                Optional.ofNullable(bareSamples() ? "wav" : responseFormat),
                Optional.ofNullable(instructions).filter(given -> !given.isBlank()));
    }
}
