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
import com.nimbusds.jwt.SignedJWT;
import dev.atrium.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/** Atrium as an issuer of tokens: JSON Web Tokens with the claims of MicroProfile JWT, signed with ES256. */
final class OwnIssuer {

    /** So that a token of before a change of the password is void; no other issuer's business, hence no registered name. */
    private static final String EPOCH = "credentials_epoch";

    private final String name;
    private final ECKey key;
    private final Duration lifetime;
    private final Clock clock;
    private final TokenVerifier verifier;

    /** @param key the signing key, as {@link #newKey} made it */
    OwnIssuer(String name, byte[] key, Duration lifetime, Clock clock) {
        this.name = name;
        this.key = parse(key);
        this.lifetime = lifetime;
        this.clock = clock;
        this.verifier = new TokenVerifier(
                name,
                Set.of(JWSAlgorithm.ES256),
                Set.of(),
                new ImmutableJWKSet<>(new JWKSet(this.key.toPublicJWK())),
                clock);
    }

    /** Makes a signing key: a JSON Web Key in UTF-8. */
    static byte[] newKey() {
        try {
            ECKey key =
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
            return key.toJSONString().getBytes(StandardCharsets.UTF_8);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java has no P-256 keys", e);
        }
    }

    String issue(ActiveUser user) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(name)
                .subject(user.id().toString())
                .claim("upn", user.email())
                .claim("groups", user.groups().stream().sorted().toList())
                .claim(EPOCH, user.credentialsEpoch())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key does not sign", e);
        }
        return token.serialize();
    }

    /** Whose token it is, as of when it was issued. */
    record Subject(UUID userId, int credentialsEpoch) {}

    /** @throws Refusal {@code UNAUTHENTICATED} when the token is not valid */
    Subject verify(SignedJWT token) {
        JWTClaimsSet claims = verifier.verify(token);
        try {
            return new Subject(UUID.fromString(claims.getSubject()), claims.getIntegerClaim(EPOCH));
        } catch (ParseException e) {
            throw new IllegalStateException("A token that was signed here lacks its claims", e);
        }
    }

    private static ECKey parse(byte[] json) {
        try {
            return ECKey.parse(new String(json, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("The stored signing key is not a JSON Web Key", e);
        }
    }
}
