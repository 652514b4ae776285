package dev.atrium.speech;

import dev.atrium.audio.AudioJoin;
import dev.atrium.persistence.model.MediaChoices;
import dev.atrium.provider.api.AudioFormat;
import dev.atrium.provider.api.SpeechAbilities;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What can be chosen of a model's speech, the usual choice first.
 *
 * @param voices empty where the model has no usual ones, and a request must name one
 * @param formats of the files; bare samples come as WAV, which players know
 * @param textCharacters the longest text, whether or not it takes several calls, in Unicode code points
 * @param pieceCharacters the longest text of one call, in UTF-16 units
 */
public record SpeechChoices(
        List<String> voices,
        List<AudioFormat> formats,
        int textCharacters,
        int pieceCharacters,
        boolean speed,
        boolean instructions,
        boolean samplesOnly) {

    private static final double SLOWEST = 0.25;
    private static final double FASTEST = 4;

    /** @param stated what the administrators say of the model, which counts for more than what its kind usually takes */
    public static SpeechChoices of(SpeechAbilities abilities, MediaChoices stated, int textCharacters) {
        List<AudioFormat> formats = abilities.formats().stream()
                .map(format -> format == AudioFormat.PCM ? AudioFormat.WAV : format)
                .distinct()
                .filter(format -> stated.formats().isEmpty() || stated.formats().contains(format.code()))
                .toList();
        return new SpeechChoices(
                stated.voices().isEmpty() ? abilities.voices() : List.copyOf(stated.voices()),
                formats,
                textCharacters,
                abilities.textCharacters(),
                abilities.speed(),
                abilities.instructions(),
                !abilities.formats().contains(AudioFormat.WAV));
    }

    /** The format that the provider is asked for. */
    AudioFormat asked(AudioFormat format) {
        return format == AudioFormat.WAV && samplesOnly ? AudioFormat.PCM : format;
    }

    /**
     * What is asked for, with the usual where nothing was said.
     *
     * @param pieces the text, in as many pieces as it takes calls
     * @param format of the file
     */
    record Chosen(
            List<String> pieces,
            String voice,
            AudioFormat format,
            OptionalDouble speed,
            Optional<String> instructions) {}

    /**
     * Fits a command to the model.
     *
     * @throws Refusal {@code INVALID_REQUEST} with every field that does not fit and what it may be
     */
    Chosen choose(SpeechCommand command) {
        List<FieldError> errors = new ArrayList<>();
        int length = command.text().codePointCount(0, command.text().length());
        if (length > textCharacters) {
            errors.add(new FieldError("text", "must have at most " + textCharacters + " characters, not " + length));
        }
        Optional<String> voice = voice(command, errors);
        Optional<AudioFormat> format = format(command, errors);
        if (command.speed().isPresent() && !isSpeed(command.speed().getAsDouble())) {
            errors.add(new FieldError("speed", "must be from 0.25 to 4"));
        }
        boolean faster = command.speed().orElse(1) != 1;
        if (faster && !speed) {
            errors.add(new FieldError("speed", "cannot be chosen for " + command.model()));
        }
        if (command.instructions().isPresent() && !instructions) {
            errors.add(new FieldError("instructions", "cannot be given to " + command.model()));
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return new Chosen(
                pieces(command.text(), format.orElseThrow()),
                voice.orElseThrow(),
                format.orElseThrow(),
                faster ? command.speed() : OptionalDouble.empty(),
                command.instructions());
    }

    private List<String> pieces(String text, AudioFormat format) {
        if (text.length() <= pieceCharacters) {
            return List.of(text);
        }
        AudioJoin.requirePossible(format);
        return SpeechText.pieces(text, pieceCharacters);
    }

    private Optional<String> voice(SpeechCommand command, List<FieldError> errors) {
        if (command.voice().isEmpty() && voices.isEmpty()) {
            errors.add(new FieldError("voice", "must be given for " + command.model()));
        }
        if (command.voice().isPresent()
                && !voices.isEmpty()
                && !voices.contains(command.voice().get())) {
            errors.add(
                    new FieldError("voice", "must be one of " + String.join(", ", voices) + " for " + command.model()));
        }
        return command.voice().or(() -> voices.stream().findFirst());
    }

    private Optional<AudioFormat> format(SpeechCommand command, List<FieldError> errors) {
        if (command.format().isEmpty()) {
            return formats.stream().findFirst();
        }
        Optional<AudioFormat> format = command.format().flatMap(AudioFormat::of).filter(formats::contains);
        if (format.isEmpty()) {
            String there =
                    String.join(", ", formats.stream().map(AudioFormat::code).toList());
            errors.add(new FieldError("format", "must be one of " + there + " for " + command.model()));
        }
        return format;
    }

    private static boolean isSpeed(double speed) {
        return speed >= SLOWEST && speed <= FASTEST;
    }
}
