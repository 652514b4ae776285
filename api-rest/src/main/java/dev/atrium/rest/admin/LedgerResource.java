package dev.atrium.rest.admin;

import dev.atrium.credit.LedgerCheck;
import dev.atrium.credit.LedgerReport;
import dev.atrium.persistence.credit.LedgerDifference;
import dev.atrium.rest.security.ForAdmins;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger as a whole. */
@Path("admin/ledger")
@Tag(name = "Administration")
@ForAdmins
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {

    @Inject
    private LedgerCheck check;

    /**
     * What a check of the ledger found.
     *
     * @param accounts how many were checked, as for transfers and reservations
     * @param differences empty when the ledger is whole
     */
    @Schema(example = """
            {"checkedAt": "2026-11-22T03:17:00Z", "accounts": 12, "transfers": 4031, "reservations": 4020, "differences": []}\
            """)
    public record LedgerAnswer(
            Instant checkedAt, long accounts, long transfers, long reservations, List<DifferenceAnswer> differences) {

        static LedgerAnswer of(LedgerReport report) {
            return new LedgerAnswer(
                    report.checkedAt(),
                    report.accounts(),
                    report.transfers(),
                    report.reservations(),
                    report.differences().stream().map(DifferenceAnswer::of).toList());
        }
    }

    /**
     * Something that breaks a rule of the ledger.
     *
     * @param rule such as {@code BALANCE_IS_SUM_OF_ENTRIES}
     * @param id the account, reservation or generation that breaks it; absent for the ledger as a whole
     * @param detail the amounts, in micro-credits, or the states that disagree
     */
    public record DifferenceAnswer(String rule, UUID id, String detail) {

        static DifferenceAnswer of(LedgerDifference difference) {
            return new DifferenceAnswer(difference.rule().name(), difference.id(), difference.detail());
        }
    }

    @GET
    @Path("check")
    @Operation(summary = "Proves the rules of the ledger over all of it, and lists what breaks them")
    public LedgerAnswer check() {
        return LedgerAnswer.of(check.run());
    }
}
