package dev.atrium.security;

import com.nimbusds.jwt.SignedJWT;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.SecretSettings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Bearer tokens. Atrium's own are signed by a key that is made at the first start and shared by all nodes; those of an external issuer
 * are accepted when {@code mp.jwt.verify.*} names it.
 *
 * <p>The keys are loaded at the start of the application, so that a wrong one stops the start.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AccessTokens {

    private static final Duration LIFETIME = Duration.ofHours(1);

    @Inject
    private Configuration configuration;

    @Inject
    private SecretSettings secrets;

    @Inject
    private Identities identities;

    @Inject
    private PersonalTokens personalTokens;

    @Inject
    private Clock clock;

    private OwnIssuer own;
    private Optional<ExternalIssuer> external;

    @PostConstruct
    void load() {
        String name = configuration.text("atrium.public-url").orElse("atrium");
        own = new OwnIssuer(name, secrets.getOrCreate("token signing key", OwnIssuer::newKey), LIFETIME, clock);
        external = ExternalIssuer.configured(configuration, clock);
    }

    /**
     * A new token.
     *
     * @param expiresIn for how long it is good
     */
    public record Issued(String token, Duration expiresIn) {}

    /** Issues a token that lets its bearer act as the user, in any of the user's workspaces. */
    public Issued issue(ActiveUser user) {
        return new Issued(own.issue(user), LIFETIME);
    }

    /**
     * Who bears a token.
     *
     * @param rights what a personal access token is for; empty for a JSON Web Token, which is kept nowhere
     */
    public record Bearer(ActiveUser user, Optional<TokenRights> rights) {

        static Bearer of(ActiveUser user, TokenRights rights) {
            return new Bearer(user, Optional.of(rights));
        }
    }

    /**
     * Verifies a token and looks up its bearer.
     *
     * @throws Refusal {@code UNAUTHENTICATED} when the token is not valid, or no longer, or its user may not act
     */
    public Bearer verify(String token) {
        if (PersonalTokens.isOne(token)) {
            return personalTokens.verify(token);
        }
        SignedJWT jwt = parse(token);
        ActiveUser user = external.filter(issuer -> issuer.claims(jwt))
                .map(issuer -> issuer.verify(jwt).flatMap(this::known))
                .orElseGet(() -> owner(own.verify(jwt)))
                .orElseThrow(() -> refused("The access token is of no active user."));
        return new Bearer(user, Optional.empty());
    }

    /** The issuer's groups can make an administrator for the time of a request, never take that away. */
    private Optional<ActiveUser> known(ExternalIssuer.Subject subject) {
        return identities.findByEmail(subject.email()).map(user -> subject.admin() ? user.asAdmin() : user);
    }

    private Optional<ActiveUser> owner(OwnIssuer.Subject subject) {
        return identities.find(subject.userId(), subject.credentialsEpoch());
    }

    private static SignedJWT parse(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException e) {
            throw refused("The access token is not valid.");
        }
    }

    static Refusal refused(String detail) {
        return new Refusal(ErrorCode.UNAUTHENTICATED, detail);
    }
}
