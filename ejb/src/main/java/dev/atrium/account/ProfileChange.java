package dev.atrium.account;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/**
 * What a user wants to change of their profile; what is null stays as it is.
 *
 * @param email becomes the address once it is confirmed
 * @param language {@code en} or {@code de}, empty for the browser's
 * @param theme {@code light} or {@code dark}, empty for the system's
 */
public record ProfileChange(
        @Email(message = "must be an e-mail address")
        @Size(min = 1, max = 254, message = "must have 1 to 254 characters")
        String email,

        @Pattern(regexp = "(?s).*\\S.*", message = "must not be empty")
        @Size(max = 100, message = "must have at most 100 characters")
        String firstName,

        @Pattern(regexp = "(?s).*\\S.*", message = "must not be empty")
        @Size(max = 100, message = "must have at most 100 characters")
        String lastName,

        @Pattern(regexp = "|en|de", message = "must be en, de or empty")
        String language,

        @Pattern(regexp = "|light|dark", message = "must be light, dark or empty")
        String theme) {

    public ProfileChange {
        email = email == null ? null : email.strip().toLowerCase(Locale.ROOT);
        firstName = firstName == null ? null : firstName.strip();
        lastName = lastName == null ? null : lastName.strip();
    }
}
