package dev.atrium.credit;

import dev.atrium.refusal.Refusal;

/** Why credits move, as the statement shows it. */
final class Reason {

    private static final int LONGEST = 500;

    private Reason() {}

    static String checked(String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.invalid("reason", "must be given");
        }
        if (reason.length() > LONGEST) {
            throw Refusal.invalid("reason", "must have at most " + LONGEST + " characters");
        }
        return reason.strip();
    }
}
