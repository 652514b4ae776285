package dev.atrium.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * The operator's configuration, read so that a malformed value says which key it is and what was expected. A blank value
 * counts as none, since that is how a variable is "unset" in many deployment descriptors.
 */
@ApplicationScoped
public class Configuration {

    private final Config config;

    /** For the client proxy. */
    protected Configuration() {
        this(null);
    }

    @Inject
    public Configuration(Config config) {
        this.config = config;
    }

    /** The value of a key; empty when it has none. */
    public Optional<String> text(String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * Reads a value that is no secret.
     *
     * @param expectation what the value must be, to be read after the key: "must be open, invite or off"
     * @param parser makes the value of the text, or throws any runtime exception
     * @throws InvalidConfiguration when the parser throws
     */
    public <T> Optional<T> value(String key, String expectation, Function<String, T> parser) {
        return text(key).map(value -> {
            try {
                return parser.apply(value);
            } catch (RuntimeException e) {
                throw new InvalidConfiguration(key, expectation + ", not \"" + value + "\"", e);
            }
        });
    }

    /** Reads a secret: as {@link #value}, but neither the value nor the parser's complaint about it is ever shown. */
    public <T> Optional<T> secret(String key, String expectation, Function<String, T> parser) {
        return text(key).map(value -> {
            try {
                return parser.apply(value);
            } catch (RuntimeException e) {
                throw new InvalidConfiguration(key, expectation);
            }
        });
    }

    /**
     * Reads a value that has a default among the application's own properties.
     *
     * @throws InvalidConfiguration when it is malformed, or missing after all
     */
    public <T> T required(String key, String expectation, Function<String, T> parser) {
        return value(key, expectation, parser).orElseThrow(() -> new InvalidConfiguration(key, expectation));
    }
}
