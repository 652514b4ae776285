package dev.atrium.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.GivenConfig;
import dev.atrium.settings.InvalidConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalIssuerTest {

    private static final String NAME = "https://login.example.org/realms/main";

    private static final ExternalIssuer.Subject ADA = new ExternalIssuer.Subject("ada@example.org", false);

    private static RSAKey key;

    private final MovableClock clock = new MovableClock();

    @TempDir
    private Path directory;

    @BeforeAll
    static void generate() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
    }

    @Test
    void isAbsentUnlessConfigured() {
        assertThat(ExternalIssuer.configured(GivenConfig.configuration(Map.of()), clock))
                .isEmpty();
    }

    @Test
    void acceptsTokensByAKeyInPemForm() throws Exception {
        ExternalIssuer issuer = issuer(Map.of("mp.jwt.verify.publickey", pem()));

        assertThat(issuer.verify(token(claims("email", "ada@example.org")))).contains(ADA);
    }

    @Test
    void acceptsTokensByAKeySetInAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("keys.json"), new JWKSet(key.toPublicJWK()).toString());
        ExternalIssuer issuer = issuer(Map.of("mp.jwt.verify.publickey.location", file.toString()));

        assertThat(issuer.verify(token(claims("upn", "ada@example.org")))).contains(ADA);
    }

    @Test
    void takesNoAddressThatTheIssuerDidNotVerify() throws Exception {
        ExternalIssuer issuer = issuer(Map.of("mp.jwt.verify.publickey", pem()));
        JWTClaimsSet claims = claims("email", "ada@example.org")
                .claim("email_verified", false)
                .build();

        assertThat(issuer.verify(token(new JWTClaimsSet.Builder(claims)))).isEmpty();
    }

    @Test
    void refusesTokensForAnotherAudience() throws Exception {
        ExternalIssuer issuer =
                issuer(Map.of("mp.jwt.verify.publickey", pem(), "mp.jwt.verify.audiences", "atrium, portal"));
        SignedJWT own = token(claims("email", "ada@example.org").audience("portal"));
        SignedJWT foreign = token(claims("email", "ada@example.org").audience("wiki"));

        assertThat(issuer.verify(own)).contains(ADA);
        assertThatThrownBy(() -> issuer.verify(foreign)).isInstanceOf(Refusal.class);
    }

    @Test
    void refusesTokensOfAnotherAlgorithmThanTheConfiguredOne() throws Exception {
        ExternalIssuer issuer =
                issuer(Map.of("mp.jwt.verify.publickey", pem(), "mp.jwt.verify.publickey.algorithm", "ES256"));

        assertThatThrownBy(() -> issuer.verify(token(claims("email", "ada@example.org"))))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void whoIsInAGroupOfAdministratorsIsOne() throws Exception {
        ExternalIssuer issuer = issuer(Map.of(
                "mp.jwt.verify.publickey",
                pem(),
                "atrium.jwt.groups-claim",
                "roles",
                "atrium.jwt.admin-groups",
                "chiefs, Ops"));

        assertThat(issuer.verify(token(claims("email", "ada@example.org").claim("roles", List.of("staff", "Ops")))))
                .contains(new ExternalIssuer.Subject("ada@example.org", true));
        assertThat(issuer.verify(token(claims("email", "ada@example.org").claim("roles", "chiefs"))))
                .contains(new ExternalIssuer.Subject("ada@example.org", true));
        assertThat(issuer.verify(token(claims("email", "ada@example.org").claim("roles", List.of("staff", "ops")))))
                .contains(ADA);
        assertThat(issuer.verify(token(claims("email", "ada@example.org").claim("groups", List.of("Ops")))))
                .contains(ADA);
    }

    @Test
    void withoutGroupsOfAdministratorsNobodyIsMadeOne() throws Exception {
        ExternalIssuer issuer = issuer(Map.of("mp.jwt.verify.publickey", pem()));

        assertThat(issuer.verify(token(claims("email", "ada@example.org").claim("groups", List.of("admin", "")))))
                .contains(ADA);
    }

    @Test
    void theAddressIsInTheClaimThatIsConfigured() throws Exception {
        ExternalIssuer issuer =
                issuer(Map.of("mp.jwt.verify.publickey", pem(), "atrium.jwt.email-claims", "mail, upn"));

        assertThat(issuer.verify(token(claims("mail", "ada@example.org").claim("email", "eve@example.org"))))
                .contains(ADA);
        assertThat(issuer.verify(token(claims("email", "eve@example.org")))).isEmpty();
    }

    @Test
    void aKeyThatCannotBeReadStopsTheStart() {
        assertThatThrownBy(() -> issuer(Map.of("mp.jwt.verify.publickey.location", "/nowhere/key.pem")))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("mp.jwt.verify.publickey.location must be");
    }

    @Test
    void aKeyWithoutAnIssuerStopsTheStart() throws Exception {
        Map<String, String> keyOnly = Map.of("mp.jwt.verify.publickey", pem());

        assertThatThrownBy(() -> ExternalIssuer.configured(GivenConfig.configuration(keyOnly), clock))
                .hasMessageStartingWith("mp.jwt.verify.issuer must name the issuer");
    }

    private ExternalIssuer issuer(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("mp.jwt.verify.issuer", NAME);
        return ExternalIssuer.configured(GivenConfig.configuration(all), clock).orElseThrow();
    }

    private JWTClaimsSet.Builder claims(String name, String value) {
        return new JWTClaimsSet.Builder()
                .issuer(NAME)
                .subject("4711")
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))
                .claim(name, value);
    }

    private static SignedJWT token(JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token;
    }

    private static String pem() throws Exception {
        String body =
                Base64.getMimeEncoder().encodeToString(key.toRSAPublicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
    }
}
