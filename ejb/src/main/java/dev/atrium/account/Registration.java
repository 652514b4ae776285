package dev.atrium.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/**
 * What a person gives to sign up. Space around the address and the names is dropped, and the address brought to lower case.
 *
 * @param password 8 to 128 characters (NIST SP 800-63B: length counts, rules of composition do not)
 * @param invitation the secret of the mail that invites the address; null without one
 */
public record Registration(
        @NotBlank(message = "must be given")
        @Email(message = "must be an e-mail address")
        @Size(max = 254, message = "must have at most 254 characters")
        String email,

        @NotNull(message = "must be given") @Size(min = 8, max = 128, message = "must have 8 to 128 characters")
        String password,

        @NotBlank(message = "must be given") @Size(max = 100, message = "must have at most 100 characters")
        String firstName,

        @NotBlank(message = "must be given") @Size(max = 100, message = "must have at most 100 characters")
        String lastName,

        @Size(max = 200, message = "must be the one of the mail")
        String invitation) {

    public Registration {
        email = email == null ? null : email.strip().toLowerCase(Locale.ROOT);
        firstName = firstName == null ? null : firstName.strip();
        lastName = lastName == null ? null : lastName.strip();
    }

    /** A person whom nobody has invited. JSON Binding wants a record to have one constructor. */
    public static Registration uninvited(String email, String password, String firstName, String lastName) {
        return new Registration(email, password, firstName, lastName, null);
    }

    /** Leaves the password out, since this text may end up in logs. */
    @Override
    public String toString() {
        return "Registration of " + email;
    }
}
