package dev.atrium.credit;

import dev.atrium.persistence.credit.Balance;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.credit.TransferKind;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The ledger of credits. A call's cost is reserved before the call and resolved once after it: captured, released, or expired when
 * nobody did either. Movements join the caller's transaction, so they happen together with what they are for.
 */
@Stateless
public class CreditLedger {

    @Inject
    private LedgerRepository ledger;

    @Inject
    private Budgets budgets;

    @Inject
    private Clock clock;

    /** Opens the account of a new workspace, empty. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void open(UUID workspaceId) {
        ledger.open(workspaceId, clock.instant());
    }

    public Balance balance(UUID workspaceId) {
        return ledger.balance(workspaceId).orElseThrow(() -> Refusal.notFound("workspace"));
    }

    /**
     * Holds the most that a call can cost, of the budgets of who makes it and then of the workspace's credits.
     *
     * @param deadline when it is given back if nobody has resolved it
     * @throws Refusal {@link ErrorCode#BUDGET_EXCEEDED} when less than that is left of a hard budget; {@link
     *     ErrorCode#INSUFFICIENT_CREDITS} when the workspace has less available
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void reserve(UUID reservationId, Spender spender, Credits worstCase, Instant deadline) {
        Instant now = clock.instant();
        List<UUID> held = budgets.hold(spender, worstCase, now);
        if (!ledger.reserve(reservationId, spender.workspaceId(), worstCase, held, now, deadline)) {
            throw new Refusal(
                    ErrorCode.INSUFFICIENT_CREDITS,
                    "This needs up to " + worstCase + " credits and the workspace has "
                            + balance(spender.workspaceId()).available() + " left.");
        }
    }

    /** Who makes a call, in which workspace, and with which personal access token, if any. */
    public record Spender(UUID workspaceId, UUID userId, Optional<UUID> tokenId) {}

    /**
     * Charges what a call did cost. What it cost above its reservation, which a provider's report can do, is charged as far as the
     * workspace has it available; a balance never becomes negative.
     *
     * @param reserved what was reserved
     * @return what was charged; empty when the reservation had been resolved before, which is then left as it is
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<Credits> capture(Charge charge, Credits reserved) {
        Instant now = clock.instant();
        Credits within = charge.cost().min(reserved);
        if (!ledger.capture(
                charge.reservationId(), within, charge.generationId(), charge.userId(), charge.reason(), now)) {
            return Optional.empty();
        }
        Credits above = charge.cost().minus(within);
        if (above.isZero()) {
            return Optional.of(within);
        }
        return Optional.of(within.plus(ledger.captureExcess(
                charge.workspaceId(), above, charge.generationId(), charge.userId(), charge.reason(), now)));
    }

    /** What is charged, to whom and why. */
    public record Charge(
            UUID reservationId, UUID workspaceId, UUID userId, UUID generationId, Credits cost, String reason) {}

    /** Gives all of a reservation back; harmless when it was resolved before. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void release(UUID reservationId) {
        ledger.release(reservationId, clock.instant());
    }

    /** Gives all of a reservation back since its deadline has passed; harmless when it was resolved before. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void expire(UUID reservationId) {
        ledger.expire(reservationId, clock.instant());
    }

    /** Gives credits to a workspace; at sign-up the acting user is the one who signs up. */
    public void grant(UUID workspaceId, Credits amount, UUID userId, String reason) {
        grant(workspaceId, new Grant(TransferKind.GRANT, amount, Optional.empty(), userId, reason));
    }

    /**
     * Gives credits to a workspace. Those that expire are spent before others.
     *
     * @return the id of the transfer
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} when it would have expired already; {@link ErrorCode#NOT_FOUND} when there
     *     is no such workspace
     */
    public UUID grant(UUID workspaceId, Grant grant) {
        Instant now = clock.instant();
        if (grant.expiresAt().filter(expiry -> !expiry.isAfter(now)).isPresent()) {
            throw Refusal.invalid("expiresAt", "must lie in the future");
        }
        balance(workspaceId);
        return ledger.grant(
                workspaceId, grant.amount(), grant.kind(), grant.expiresAt(), grant.userId(), grant.reason(), now);
    }

    /**
     * Mends a mistake by adding.
     *
     * @return the id of the transfer
     * @throws Refusal {@link ErrorCode#CONFLICT} when more would be taken back than is available; {@link ErrorCode#NOT_FOUND} when
     *     there is no such workspace
     */
    public UUID correct(UUID workspaceId, Correction correction) {
        Balance balance = balance(workspaceId);
        return ledger.correct(
                        workspaceId, correction.amount(), correction.userId(), correction.reason(), clock.instant())
                .orElseThrow(() -> new Refusal(
                        ErrorCode.CONFLICT,
                        "The workspace has " + balance.available() + " credits available, so "
                                + Credits.ZERO.minus(correction.amount()) + " cannot be taken back."));
    }

    /** Reservations whose deadline has passed. */
    public List<UUID> overdue(int limit) {
        return ledger.findOverdue(clock.instant(), limit);
    }

    /** Accounts with credits that have expired and that no running call holds. */
    public List<UUID> expired(int limit) {
        return ledger.findExpired(clock.instant(), limit);
    }

    /** Takes back what has expired of an account, in a transaction of its own; of several that try, one does it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void expireSources(UUID accountId) {
        ledger.expireSources(accountId, clock.instant());
    }

    /** A new id for a reservation. */
    public static UUID newReservationId() {
        return UuidV7.next();
    }
}
