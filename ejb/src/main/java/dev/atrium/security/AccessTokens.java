package dev.atrium.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
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
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Bearer tokens: JSON Web Tokens with the claims of MicroProfile JWT. Atrium's own are signed with ES256 by a key that is made at
 * the first start and shared by all nodes; those of an external issuer are accepted when {@code mp.jwt.verify.*} names it.
 *
 * <p>It is loaded at the start of the application, so that a key that is wrong stops the start.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class AccessTokens {

    /** How long a token is good for. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String EPOCH = "credentials_epoch";

    @Inject
    private Configuration configuration;

    @Inject
    private SecretSettings secrets;

    @Inject
    private Identities identities;

    private Clock clock = Clock.systemUTC();

    private String issuer;
    private ECKey signingKey;
    private TokenVerifier own;
    private Optional<ExternalIssuer> external;

    /** For the container. */
    public AccessTokens() {}

    AccessTokens(Configuration configuration, SecretSettings secrets, Identities identities, Clock clock) {
        this.configuration = configuration;
        this.secrets = secrets;
        this.identities = identities;
        this.clock = clock;
        load();
    }

    @PostConstruct
    void load() {
        issuer = configuration.text("atrium.public-url").orElse("atrium");
        signingKey = key(secrets.getOrCreate("jwt signing key", AccessTokens::newKey));
        own = new TokenVerifier(
                issuer,
                Set.of(JWSAlgorithm.ES256),
                Set.of(),
                new ImmutableJWKSet<>(new JWKSet(signingKey.toPublicJWK())),
                clock);
        external = ExternalIssuer.configured(configuration, clock);
    }

    /**
     * Issues a token for a user.
     *
     * @param expiresIn for how long it is good
     */
    public record Issued(String token, Duration expiresIn) {}

    /** Issues a token that lets its bearer act as the user, in any of the user's workspaces. */
    public Issued issue(ActiveUser user) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(user.id().toString())
                .claim("upn", user.email())
                .claim("groups", user.groups().stream().sorted().toList())
                .claim(EPOCH, user.credentialsEpoch())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(signingKey.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(signingKey));
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key does not sign", e);
        }
        return new Issued(token.serialize(), LIFETIME);
    }

    /**
     * Who bears a token.
     *
     * @param tokenId the personal access token that it is; empty for a JSON Web Token, which is kept nowhere
     */
    public record Bearer(ActiveUser user, Optional<UUID> tokenId) {}

    /**
     * Verifies a token and looks up its bearer.
     *
     * @throws Refusal {@code UNAUTHENTICATED} when the token is not valid, or no longer, or its user may not act
     */
    public Bearer verify(String token) {
        SignedJWT jwt = parse(token);
        JWTClaimsSet unverified = claims(jwt);
        boolean foreign = external.isPresent() && external.get().issued(unverified);
        JWTClaimsSet claims = foreign ? external.get().verify(jwt) : own.verify(jwt);
        Optional<ActiveUser> user =
                foreign ? external.get().email(claims).flatMap(identities::findByEmail) : owner(claims);
        return new Bearer(user.orElseThrow(() -> refused("The access token is of no active user.")), Optional.empty());
    }

    private Optional<ActiveUser> owner(JWTClaimsSet claims) {
        try {
            return identities.find(UUID.fromString(claims.getSubject()), claims.getIntegerClaim(EPOCH));
        } catch (ParseException | RuntimeException e) {
            throw refused("The access token is not valid.");
        }
    }

    private static SignedJWT parse(String token) {
        try {
            if (JWTParser.parse(token) instanceof SignedJWT signed) {
                return signed;
            }
        } catch (ParseException e) {
            throw refused("The access token is not valid.");
        }
        throw refused("The access token is not signed.");
    }

    private static JWTClaimsSet claims(SignedJWT jwt) {
        try {
            return jwt.getJWTClaimsSet();
        } catch (ParseException e) {
            throw refused("The access token is not valid.");
        }
    }

    static Refusal refused(String detail) {
        return new Refusal(ErrorCode.UNAUTHENTICATED, detail);
    }

    private static byte[] newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java has no P-256 keys", e);
        }
    }

    private static ECKey key(byte[] json) {
        try {
            return ECKey.parse(new String(json, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("The stored signing key is not a JSON Web Key", e);
        }
    }
}
