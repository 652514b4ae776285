package dev.atrium.persistence.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MembershipTest {

    private static final Instant NOW = Fixture.NOW;

    private final Fixture owner = Fixture.workspaceWith(Credits.ZERO);
    private final Fixture other = Fixture.workspaceWith(Credits.ZERO);

    @Test
    void a_workspace_goes_from_its_owner_to_a_member() {
        join();

        workspaces(all -> {
            all.transfer(membership(all, owner.userId()), membership(all, other.userId()));
            return null;
        });

        assertThat(role(owner.userId())).isEqualTo(WorkspaceRole.ADMIN);
        assertThat(role(other.userId())).isEqualTo(WorkspaceRole.OWNER);
    }

    @Test
    void who_has_left_does_not_act_there_by_default_and_others_still_do() {
        join();
        enter(other.userId());

        workspaces(all -> {
            all.forgetAsCurrent(owner.workspaceId(), Optional.of(other.userId()));
            return null;
        });

        assertThat(current(other.userId())).isEmpty();
        assertThat(current(owner.userId())).contains(owner.workspaceId());
    }

    @Test
    void a_deleted_workspace_is_found_by_nobody() {
        workspaces(all -> {
            all.find(owner.workspaceId()).orElseThrow().delete(NOW);
            all.forgetAsCurrent(owner.workspaceId(), Optional.empty());
            return null;
        });

        Optional<Workspace> found = workspaces(all -> all.find(owner.workspaceId()));
        List<Membership> memberships = workspaces(all -> all.findMemberships(owner.userId()));
        assertThat(found).isEmpty();
        assertThat(memberships).isEmpty();
        assertThat(current(owner.userId())).isEmpty();
    }

    @Test
    void of_invitations_of_one_address_the_last_counts_until_it_expires_or_is_accepted() {
        String email = UuidV7.next() + "@example.org";
        String first = hash();
        String second = hash();
        invite(email, first);
        invite(email, second);

        assertThat(open(all -> all.findByHash(first, NOW).stream().toList())).isEmpty();
        assertThat(open(all -> all.findByHash(second, NOW).stream().toList())).hasSize(1);
        assertThat(open(all -> all.findByWorkspace(owner.workspaceId(), NOW))).hasSize(1);
        assertThat(open(all -> all.findByEmail(email, NOW.plusSeconds(60)))).isEmpty();

        invitations(all -> {
            all.findByEmail(email, NOW).forEach(invitation -> invitation.accept(NOW));
            return null;
        });
        assertThat(open(all -> all.findByEmail(email, NOW))).isEmpty();
        invite(email, hash());
        assertThat(open(all -> all.findByEmail(email, NOW))).hasSize(1);
    }

    private void invite(String email, String hash) {
        invitations(all -> {
            all.replace(new Invitation(
                    new Invitation.Place(owner.workspaceId(), WorkspaceRole.MEMBER, Optional.empty(), true),
                    email,
                    hash,
                    owner.userId(),
                    NOW,
                    NOW.plusSeconds(60)));
            return null;
        });
    }

    private static String hash() {
        return (UuidV7.next().toString() + UuidV7.next()).replace("-", "");
    }

    private void join() {
        workspaces(all -> {
            all.add(new Membership(owner.workspaceId(), other.userId(), WorkspaceRole.MEMBER, NOW));
            return null;
        });
        List<Membership> members = workspaces(all -> all.findMembers(owner.workspaceId()));
        assertThat(members).hasSize(2);
    }

    private void enter(UUID userId) {
        Database.get()
                .run(entityManager -> entityManager.find(AppUser.class, userId).enter(owner.workspaceId(), NOW));
    }

    private static Optional<UUID> current(UUID userId) {
        return Database.get()
                .inTransaction(entityManager ->
                        entityManager.find(AppUser.class, userId).currentWorkspaceId());
    }

    private static List<Invitation> open(Function<InvitationRepository, List<Invitation>> question) {
        return invitations(question);
    }

    private WorkspaceRole role(UUID userId) {
        return workspaces(all -> membership(all, userId).role());
    }

    private Membership membership(WorkspaceRepository all, UUID userId) {
        return all.findMembership(owner.workspaceId(), userId).orElseThrow();
    }

    private static <T> T workspaces(Function<WorkspaceRepository, T> work) {
        return Database.get()
                .inTransaction(
                        entityManager -> work.apply(Database.repository(new WorkspaceRepository(), entityManager)));
    }

    private static <T> T invitations(Function<InvitationRepository, T> work) {
        return Database.get()
                .inTransaction(
                        entityManager -> work.apply(Database.repository(new InvitationRepository(), entityManager)));
    }
}
