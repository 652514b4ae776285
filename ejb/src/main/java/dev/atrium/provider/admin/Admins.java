package dev.atrium.provider.admin;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;

/** What only administrators of the organisation may do. */
final class Admins {

    private Admins() {}

    static void require(Caller caller) {
        if (!caller.admin()) {
            throw new Refusal(ErrorCode.FORBIDDEN, "This is for administrators of the organisation only.");
        }
    }
}
