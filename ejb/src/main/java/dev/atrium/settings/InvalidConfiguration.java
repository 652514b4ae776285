package dev.atrium.settings;

/**
 * A configuration key is missing or malformed, so that the application must not start. The message is one sentence for the
 * operator that begins with the key and never holds a secret value.
 */
public class InvalidConfiguration extends RuntimeException {

    public InvalidConfiguration(String key, String expectation) {
        super(key + " " + expectation + ".");
    }

    public InvalidConfiguration(String key, String expectation, Throwable cause) {
        super(key + " " + expectation + ".", cause);
    }
}
