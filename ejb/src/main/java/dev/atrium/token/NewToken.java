package dev.atrium.token;

import dev.atrium.persistence.credit.Credits;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a token is to be good for.
 *
 * @param scopes words of {@link dev.atrium.security.Scope}; none for the usual ones
 * @param models names of models; none for all
 */
public record NewToken(
        String name,
        Set<String> scopes,
        Optional<UUID> workspaceId,
        Set<String> models,
        Optional<Credits> monthlyBudget,
        boolean budgetHard,
        Optional<Instant> expiresAt) {

    public NewToken {
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
    }
}
