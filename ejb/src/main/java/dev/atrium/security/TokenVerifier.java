package dev.atrium.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.atrium.refusal.Refusal;
import java.time.Clock;
import java.util.Date;
import java.util.Set;

/** Verifies the tokens of one issuer: signature, issuer, audience and expiry. */
final class TokenVerifier {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * @param algorithms those that the issuer signs with; a token that names another is refused
     * @param audiences one of these must be the token's; none means that any is good
     */
    TokenVerifier(
            String issuer,
            Set<JWSAlgorithm> algorithms,
            Set<String> audiences,
            JWKSource<SecurityContext> keys,
            Clock clock) {
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        audiences.isEmpty() ? null : audiences,
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of("sub", "exp"),
                        Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
    }

    /** @throws Refusal {@code UNAUTHENTICATED} when the token is not valid */
    JWTClaimsSet verify(SignedJWT token) {
        try {
            return processor.process(token, null);
        } catch (ExpiredJWTException e) {
            throw AccessTokens.refused("The access token has expired.");
        } catch (KeySourceException e) {
            throw new IllegalStateException("The keys of the token's issuer cannot be read", e);
        } catch (BadJOSEException | JOSEException e) {
            throw AccessTokens.refused("The access token is not valid.");
        }
    }
}
