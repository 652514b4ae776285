package dev.atrium.mail;

import java.util.Objects;

/**
 * A mail in plain text.
 *
 * @param recipient an e-mail address
 * @param subject one line
 */
public record Mail(String recipient, String subject, String body) {

    public Mail {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(body, "body");
        if (subject.indexOf('\n') >= 0 || subject.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("A subject of several lines could add headers");
        }
    }

    /** Leaves the body out, which may carry secrets. */
    @Override
    public String toString() {
        return "Mail to " + recipient + ": " + subject;
    }
}
