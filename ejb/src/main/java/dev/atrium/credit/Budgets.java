package dev.atrium.credit;

import dev.atrium.persistence.credit.BudgetRepository;
import dev.atrium.persistence.credit.BudgetRepository.Alert;
import dev.atrium.persistence.credit.BudgetRepository.Budget;
import dev.atrium.persistence.credit.BudgetRepository.Holder;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What tokens and members may spend in a calendar month, counted in UTC. A hard budget refuses what it cannot cover; a soft one is counted,
 * and told of. What ran already when a budget was set is not held by it.
 */
@Stateless
public class Budgets {

    @Inject
    private BudgetRepository budgets;

    @Inject
    private Clock clock;

    /**
     * Holds the most that a call can cost, of all budgets that it has to keep to.
     *
     * @return what to name in the reservation, which settles them
     * @throws Refusal {@link ErrorCode#BUDGET_EXCEEDED} when less than that is left of a hard one
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<UUID> hold(CreditLedger.Spender spender, Credits worstCase, Instant now) {
        List<Budget> found = budgets.findAll(spender.workspaceId(), spender.userId(), spender.tokenId());
        for (Budget budget : found) {
            if (!budgets.hold(budget, worstCase, now)) {
                throw exceeded(budget, worstCase, now);
            }
        }
        return found.stream().map(Budget::subjectId).toList();
    }

    private Refusal exceeded(Budget budget, Credits worstCase, Instant now) {
        Credits left = budget.limit().minus(budgets.use(budget.subjectId(), now).total());
        String whose = budget.holder() == Holder.TOKEN ? "this access token" : "you in this workspace";
        return new Refusal(
                ErrorCode.BUDGET_EXCEEDED,
                "This needs up to " + worstCase + " credits, and of the " + budget.limit() + " for " + whose
                        + " this month " + (left.compareTo(Credits.ZERO) > 0 ? left : Credits.ZERO) + " are left.");
    }

    /** What a token or membership with a budget has spent this month; zero where none is counted. */
    public Credits spent(UUID subjectId) {
        return budgets.use(subjectId, clock.instant()).spent();
    }

    /** Begins to count for a member who has got a budget: with what they have spent this month. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void begin(UUID membershipId, UUID workspaceId, UUID userId) {
        budgets.beginMember(membershipId, workspaceId, userId, clock.instant());
    }

    /** The budgets that have been used to 80 % or 100 % since this was last asked, on whichever node. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<Alert> takeAlerts() {
        return budgets.takeAlerts(clock.instant());
    }
}
