package dev.atrium.settings;

/**
 * A configuration key is missing or malformed, so that the application must not start. The message is one sentence for the
 * operator that begins with the key and never holds a secret value.
 *
 * <p>A server tells only its log why an application does not start. So the first such sentence is left in the system property
 * {@code atrium.start-failure} as well, for a launcher in the same process to print.
 */
public class InvalidConfiguration extends RuntimeException {

    private static final String START_FAILURE = "atrium.start-failure";

    public InvalidConfiguration(String key, String expectation) {
        this(key, expectation, null);
    }

    public InvalidConfiguration(String key, String expectation, Throwable cause) {
        super(key + " " + expectation + ".", cause);
        System.getProperties().putIfAbsent(START_FAILURE, getMessage());
    }
}
