package dev.atrium.persistence;

import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.credit.TransferKind;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRole;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows that most tests start from. */
public record Fixture(UUID userId, UUID workspaceId) {

    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A user with a workspace that was granted an amount. */
    public static Fixture workspaceWith(Credits granted) {
        return Database.get().inTransaction(entityManager -> {
            String email = "user" + COUNT.incrementAndGet() + "@example.org";
            AppUser user = new AppUser(email, "hash", "Ada", "Lovelace", AppUser.Role.USER, NOW);
            Workspace workspace = new Workspace("Test", true, NOW);
            user.enter(workspace.id(), NOW);
            entityManager.persist(user);
            entityManager.persist(workspace);
            entityManager.persist(new Membership(workspace.id(), user.id(), WorkspaceRole.OWNER, NOW));
            entityManager.flush();
            LedgerRepository ledger = Database.repository(new LedgerRepository(), entityManager);
            ledger.open(workspace.id(), NOW);
            if (!granted.isZero()) {
                ledger.grant(workspace.id(), granted, TransferKind.GRANT, Optional.empty(), user.id(), "sign-up", NOW);
            }
            return new Fixture(user.id(), workspace.id());
        });
    }
}
