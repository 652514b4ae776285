package dev.atrium.account;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * A password that a user has chosen.
 *
 * @param password 8 to 128 characters (NIST SP 800-63B: length counts, rules of composition do not)
 */
public record NewPassword(
        @NotNull(message = "must be given") @Size(min = 8, max = 128, message = "must have 8 to 128 characters")
        String password) {

    /** Leaves the password out, since this text may end up in logs. */
    @Override
    public String toString() {
        return "NewPassword";
    }
}
