package dev.atrium.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a model can be asked for. */
public enum Capability {
    TEXT,
    IMAGE,
    SPEECH,
    TRANSCRIPTION,
    EMBEDDING,
    MODERATION;

    /** The word in the API, such as {@code text}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Capability> of(String code) {
        return Stream.of(values())
                .filter(capability -> capability.code().equals(code))
                .findFirst();
    }
}
