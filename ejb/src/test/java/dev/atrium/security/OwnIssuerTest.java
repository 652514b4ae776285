package dev.atrium.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnIssuerTest {

    private static final ActiveUser ADA =
            new ActiveUser(UUID.randomUUID(), "ada@example.org", true, 3, Optional.empty());

    private final MovableClock clock = new MovableClock();
    private final byte[] key = OwnIssuer.newKey();
    private final OwnIssuer issuer = issuer("https://atrium.example.org", key);

    @Test
    void aTokenCarriesTheClaimsOfMicroProfileJwt() throws ParseException {
        JWTClaimsSet claims = SignedJWT.parse(issuer.issue(ADA)).getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo("https://atrium.example.org");
        assertThat(claims.getSubject()).isEqualTo(ADA.id().toString());
        assertThat(claims.getStringClaim("upn")).isEqualTo("ada@example.org");
        assertThat(claims.getStringListClaim("groups")).isEqualTo(List.of("admin", "user"));
        assertThat(claims.getIssueTime()).isEqualTo(clock.instant());
        assertThat(claims.getExpirationTime()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(claims.getJWTID()).isNotBlank();
    }

    @Test
    void aTokenNamesItsUserAndTheirCredentials() throws ParseException {
        OwnIssuer.Subject subject = issuer.verify(SignedJWT.parse(issuer.issue(ADA)));

        assertThat(subject).isEqualTo(new OwnIssuer.Subject(ADA.id(), 3));
    }

    @Test
    void anExpiredTokenIsRefused() throws ParseException {
        SignedJWT token = SignedJWT.parse(issuer.issue(ADA));
        clock.advance(Duration.ofHours(1).plusMinutes(2));

        assertRefused(token, "The access token has expired.");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws ParseException {
        OwnIssuer impostor = issuer("https://atrium.example.org", OwnIssuer.newKey());

        assertRefused(SignedJWT.parse(impostor.issue(ADA)), "The access token is not valid.");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws ParseException {
        OwnIssuer elsewhere = issuer("https://elsewhere.example.org", key);

        assertRefused(SignedJWT.parse(elsewhere.issue(ADA)), "The access token is not valid.");
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() throws Exception {
        byte[] publicKey = ECKey.parse(new String(key, UTF_8)).toECPublicKey().getEncoded();
        SignedJWT forged = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                SignedJWT.parse(issuer.issue(ADA)).getJWTClaimsSet());
        forged.sign(new MACSigner(publicKey));

        assertRefused(forged, "The access token is not valid.");
    }

    private void assertRefused(SignedJWT token, String detail) {
        assertThatThrownBy(() -> issuer.verify(token)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
            assertThat(refusal.detail()).isEqualTo(detail);
        });
    }

    private OwnIssuer issuer(String name, byte[] signingKey) {
        return new OwnIssuer(name, signingKey, Duration.ofHours(1), clock);
    }
}
