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
     * Holds the most that a call can cost.
     *
     * @param deadline when it is given back if nobody has resolved it
     * @throws Refusal {@link ErrorCode#INSUFFICIENT_CREDITS} when less than that is available
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void reserve(UUID reservationId, UUID workspaceId, Credits worstCase, Instant deadline) {
        if (!ledger.reserve(reservationId, workspaceId, worstCase, clock.instant(), deadline)) {
            throw new Refusal(
                    ErrorCode.INSUFFICIENT_CREDITS,
                    "This needs up to " + worstCase + " credits and the workspace has "
                            + balance(workspaceId).available() + " left.");
        }
    }

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

    /** Gives credits to a workspace. */
    public void grant(UUID workspaceId, Credits amount, UUID userId, String reason) {
        ledger.grant(workspaceId, amount, TransferKind.GRANT, userId, reason, clock.instant());
    }

    /** Reservations whose deadline has passed. */
    public List<UUID> overdue(int limit) {
        return ledger.findOverdue(clock.instant(), limit);
    }

    /** Proves that every balance is the sum of its entries; a sentence for each one that is not. */
    public List<String> differences() {
        return ledger.findDifferences();
    }

    /** A new id for a reservation. */
    public static UUID newReservationId() {
        return UuidV7.next();
    }
}
