package dev.atrium.account;

import java.util.Locale;

/** Who may open an account: the values of {@code atrium.signup}. */
public enum SignUp {
    /** Everyone. */
    OPEN,
    /** Who was invited to a workspace. */
    INVITE,
    /** Nobody; administrators make the accounts. */
    OFF;

    /** @throws IllegalArgumentException when it is none of them */
    static SignUp parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
