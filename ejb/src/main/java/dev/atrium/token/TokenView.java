package dev.atrium.token;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.token.AccessToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A personal access token as its user sees it, without its secret.
 *
 * @param scopes what it may be used for
 * @param workspaceId the only workspace that it acts in; empty for all of the user's
 * @param models the only models that it reaches; none for all
 * @param monthlyBudget the most that it may spend in a calendar month; empty for no bound
 * @param budgetHard whether calls beyond the budget are refused
 * @param spent what it has spent this month; empty without a budget
 * @param lastUsedAt to the minute; empty when it never was
 */
public record TokenView(
        UUID id,
        String name,
        List<String> scopes,
        Optional<UUID> workspaceId,
        List<String> models,
        Optional<Credits> monthlyBudget,
        boolean budgetHard,
        Optional<Credits> spent,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Instant createdAt) {

    static TokenView of(AccessToken token, Optional<Credits> spent) {
        AccessToken.Grant grant = token.grant();
        return new TokenView(
                token.id(),
                token.name(),
                grant.scopes().stream().sorted().toList(),
                grant.workspaceId(),
                grant.models().stream().sorted().toList(),
                grant.monthlyBudget(),
                grant.budgetHard(),
                spent,
                grant.expiresAt(),
                token.lastUsedAt(),
                token.createdAt());
    }
}
