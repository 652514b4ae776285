package dev.atrium.workspace;

import dev.atrium.audit.Actor;
import dev.atrium.audit.AuditAction;
import dev.atrium.audit.AuditLog;
import dev.atrium.audit.Subject;
import dev.atrium.mail.MailSettings;
import dev.atrium.mail.MailText;
import dev.atrium.mail.Outbox;
import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import dev.atrium.persistence.workspace.Invitation;
import dev.atrium.persistence.workspace.InvitationRepository;
import dev.atrium.persistence.workspace.Membership;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.security.Caller;
import dev.atrium.security.TokenSecret;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Invitations to workspaces by mail. One is for an address, and accepted by whoever has proved that this is theirs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Invitations {

    private static final Duration LIFETIME = Duration.ofDays(7);

    @Inject
    private InvitationRepository invitations;

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private UserRepository users;

    @Inject
    private Outbox outbox;

    @Inject
    private MailSettings mail;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Invites an address, in place of the invitation that it may have to the same workspace. */
    public Invitation send(Caller caller, Workspace workspace, String email, Members.Place place) {
        Instant now = clock.instant();
        TokenSecret secret = TokenSecret.random("");
        Invitation invitation = new Invitation(
                new Invitation.Place(workspace.id(), place.role(), place.monthlyBudget(), place.budgetHard()),
                email,
                secret.hash(),
                caller.userId(),
                now,
                now.plus(LIFETIME));
        invitations.replace(invitation);
        Optional<String> language = users.find(caller.userId()).flatMap(AppUser::language);
        outbox.add(MailText.INVITATION.to(
                email, language, caller.email(), workspace.name(), mail.link("/register?invitation=" + secret.text())));
        audit.record(
                caller.actor().in(workspace.id()),
                AuditAction.MEMBER_INVITED,
                Subject.of("invitation", invitation.id()),
                Map.of("email", email, "role", place.role().name()));
        return invitation;
    }

    /** Whether the secret of a mail invites this address. */
    public boolean isFor(String secret, String email) {
        return invitations
                .findByHash(new TokenSecret(secret).hash(), clock.instant())
                .filter(invitation -> invitation.email().equals(email))
                .isPresent();
    }

    /** Lets a user whose address has just been proved into all workspaces that it is invited to. */
    public void acceptAll(AppUser user, Actor actor) {
        Instant now = clock.instant();
        for (Invitation invitation : invitations.findByEmail(user.email(), now)) {
            Invitation.Place place = invitation.place();
            invitation.accept(now);
            if (workspaces.find(place.workspaceId()).isPresent()
                    && workspaces.findMembership(place.workspaceId(), user.id()).isEmpty()) {
                Membership membership = new Membership(place.workspaceId(), user.id(), place.role(), now);
                membership.budget(place.monthlyBudget().orElse(null), place.budgetHard());
                workspaces.add(membership);
                audit.record(
                        actor.in(place.workspaceId()),
                        AuditAction.MEMBER_ADDED,
                        Subject.of("user", user.id()),
                        Map.of("role", place.role().name(), "by", "invitation"));
            }
        }
    }

    /** Forgets the invitations of an address whose account is closed. */
    public void forget(String email) {
        invitations.forget(email);
    }
}
