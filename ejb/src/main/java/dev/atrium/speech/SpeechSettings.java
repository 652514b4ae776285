package dev.atrium.speech;

import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The bounds of speech, from the configuration. */
@ApplicationScoped
public class SpeechSettings {

    @Inject
    private Configuration configuration;

    private int maxCharacters;

    @PostConstruct
    void read() {
        maxCharacters = configuration.required(
                "atrium.speech.max-characters", "must be a number above zero", SpeechSettings::number);
    }

    /** The longest text, in Unicode code points. */
    public int maxCharacters() {
        return maxCharacters;
    }

    private static int number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException("not above zero");
        }
        return number;
    }
}
