package dev.atrium.workspace;

import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.credit.Correction;
import dev.atrium.credit.CreditLedger;
import dev.atrium.credit.Grant;
import dev.atrium.persistence.credit.Balance;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** What administrators of the organisation give to workspaces and mend; each is in the audit log. */
@Stateless
public class Treasury {

    @Inject
    private CreditLedger ledger;

    @Inject
    private AuditLog audit;

    /** What came of it: the transfer in the ledger, and what the workspace has now. */
    public record Booked(UUID transferId, Balance balance) {}

    /** @throws dev.atrium.refusal.Refusal as {@link CreditLedger#grant(UUID, Grant)} does */
    public Booked grant(Caller admin, UUID workspaceId, Grant grant) {
        UUID transferId = ledger.grant(workspaceId, grant);
        return booked(
                admin,
                AuditAction.CREDITS_GRANTED,
                workspaceId,
                transferId,
                grant.amount().toString());
    }

    /** @throws dev.atrium.refusal.Refusal as {@link CreditLedger#correct} does */
    public Booked correct(Caller admin, UUID workspaceId, Correction correction) {
        UUID transferId = ledger.correct(workspaceId, correction);
        return booked(
                admin,
                AuditAction.CREDITS_CORRECTED,
                workspaceId,
                transferId,
                correction.amount().toString());
    }

    private Booked booked(Caller admin, AuditAction action, UUID workspaceId, UUID transferId, String amount) {
        audit.record(
                admin.actor().in(workspaceId),
                action,
                Subject.of("workspace", workspaceId),
                Map.of("transfer", transferId.toString(), "amount", amount));
        return new Booked(transferId, ledger.balance(workspaceId));
    }
}
