package dev.atrium.workspace;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.workspace.WorkspaceRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who belongs to a workspace, or is invited to.
 *
 * @param id of the user, or of the invitation
 * @param name first and last name; empty for who is invited
 * @param monthlyBudget the most that they may spend in a calendar month; empty for no bound
 * @param budgetHard whether calls beyond the budget are refused
 * @param spent what they have spent this month; empty without a budget
 * @param invited whether they have yet to accept
 * @param since when they joined, or were invited
 */
public record MemberView(
        UUID id,
        String email,
        Optional<String> name,
        WorkspaceRole role,
        Optional<Credits> monthlyBudget,
        boolean budgetHard,
        Optional<Credits> spent,
        boolean invited,
        Instant since) {}
