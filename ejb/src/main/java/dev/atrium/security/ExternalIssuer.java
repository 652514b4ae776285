package dev.atrium.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.InvalidConfiguration;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issuer of tokens outside Atrium, such as Keycloak or Entra ID, by the configuration keys of MicroProfile JWT. Its tokens act
 * as the user with their e-mail address; the operator trusts the issuer to own these addresses. Which claims have the address and the
 * groups, and which groups are administrators, is configured under {@code atrium.jwt}.
 */
final class ExternalIssuer {

    private static final String ISSUER = "mp.jwt.verify.issuer";
    private static final String ALGORITHM = "mp.jwt.verify.publickey.algorithm";
    private static final String AUDIENCES = "mp.jwt.verify.audiences";

    private static final String EMAIL_CLAIMS = "atrium.jwt.email-claims";
    private static final String GROUPS_CLAIM = "atrium.jwt.groups-claim";
    private static final String ADMIN_GROUPS = "atrium.jwt.admin-groups";

    private final String issuer;
    private final TokenVerifier verifier;
    private final List<String> emailClaims;
    private final String groupsClaim;
    private final Set<String> adminGroups;

    private ExternalIssuer(String issuer, TokenVerifier verifier, Configuration configuration) {
        this.issuer = issuer;
        this.verifier = verifier;
        this.emailClaims = List.copyOf(words(configuration.text(EMAIL_CLAIMS).orElse("email,upn,preferred_username")));
        this.groupsClaim = configuration.text(GROUPS_CLAIM).orElse("groups");
        this.adminGroups =
                configuration.text(ADMIN_GROUPS).map(ExternalIssuer::words).orElse(Set.of());
    }

    /** The issuer that is configured, if any. */
    static Optional<ExternalIssuer> configured(Configuration configuration, Clock clock) {
        Optional<JWKSource<SecurityContext>> keys = PublicKeys.configured(configuration);
        Optional<String> issuer = configuration.text(ISSUER);
        if (keys.isPresent() && issuer.isEmpty()) {
            throw new InvalidConfiguration(ISSUER, "must name the issuer whose public key is configured");
        }
        if (issuer.isPresent() && keys.isEmpty()) {
            throw new InvalidConfiguration(PublicKeys.LOCATION, "must say where the public keys of the issuer are");
        }
        return keys.map(source -> new ExternalIssuer(
                issuer.orElseThrow(),
                new TokenVerifier(
                        issuer.orElseThrow(), algorithms(configuration), audiences(configuration), source, clock),
                configuration));
    }

    /** Whether a token says that it is of this issuer, which its signature has yet to prove. */
    boolean claims(SignedJWT token) {
        try {
            return issuer.equals(token.getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return false;
        }
    }

    /**
     * Whom a token is for.
     *
     * @param admin whether one of the groups is of administrators
     */
    record Subject(String email, boolean admin) {}

    /**
     * The user that a token is for; empty when it has no address, or one that the issuer did not verify.
     *
     * @throws Refusal {@code UNAUTHENTICATED} when the token is not valid
     */
    Optional<Subject> verify(SignedJWT token) {
        JWTClaimsSet claims = verifier.verify(token);
        if (Boolean.FALSE.equals(claims.getClaim("email_verified"))) {
            return Optional.empty();
        }
        return emailClaims.stream()
                .map(name -> text(claims, name))
                .filter(value -> value != null && value.contains("@"))
                .findFirst()
                .map(email -> new Subject(email, groups(claims).stream().anyMatch(adminGroups::contains)));
    }

    /** Issuers differ in whether a single group is a list. */
    private Set<String> groups(JWTClaimsSet claims) {
        Object groups = claims.getClaim(groupsClaim);
        if (groups instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).collect(Collectors.toSet());
        }
        return groups instanceof String one ? Set.of(one) : Set.of();
    }

    private static String text(JWTClaimsSet claims, String name) {
        try {
            return claims.getStringClaim(name);
        } catch (ParseException e) {
            return null;
        }
    }

    /** Public-key signatures only: with a symmetric one, whoever knows the public key could sign. */
    private static Set<JWSAlgorithm> algorithms(Configuration configuration) {
        return configuration
                .value(ALGORITHM, "must be RS256 or ES256", name -> switch (name) {
                    case "RS256" -> Set.of(JWSAlgorithm.RS256);
                    case "ES256" -> Set.of(JWSAlgorithm.ES256);
                    default -> throw new IllegalArgumentException(name);
                })
                .orElse(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256));
    }

    private static Set<String> audiences(Configuration configuration) {
        return configuration.text(AUDIENCES).map(ExternalIssuer::words).orElse(Set.of());
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
