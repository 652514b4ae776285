package dev.atrium.account;

import dev.atrium.persistence.account.AppUser;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A user, as they see themselves.
 *
 * @param emailVerified whether the address was proved to be theirs
 * @param admin whether they administer the whole organisation
 * @param currentWorkspace the workspace in which requests act that name none
 * @param language a tag such as {@code de}; empty for the browser's
 * @param theme {@code light} or {@code dark}; empty for the system's
 */
public record Profile(
        UUID id,
        String email,
        boolean emailVerified,
        String firstName,
        String lastName,
        boolean admin,
        Optional<UUID> currentWorkspace,
        Optional<String> language,
        Optional<String> theme,
        Instant createdAt) {

    static Profile of(AppUser user) {
        return new Profile(
                user.id(),
                user.email(),
                user.emailVerifiedAt().isPresent(),
                user.firstName(),
                user.lastName(),
                user.role() == AppUser.Role.ADMIN,
                user.currentWorkspaceId(),
                user.language(),
                user.theme().map(theme -> theme.toLowerCase(Locale.ROOT)),
                user.createdAt());
    }
}
