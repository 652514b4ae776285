package dev.atrium.workspace;

import dev.atrium.persistence.credit.Credits;
import java.util.Optional;

/**
 * What to change of a workspace; what is empty stays as it is.
 *
 * @param fallbackAllowed whether another model may answer when the one that was asked for fails
 * @param lowCreditMark at or below this the portal warns
 */
public record WorkspaceChange(
        Optional<String> name, Optional<Boolean> fallbackAllowed, Optional<Credits> lowCreditMark) {}
