package dev.atrium.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import dev.atrium.settings.Configuration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The public keys of an external issuer, in the forms that MicroProfile JWT names: a PEM key or certificate, a JSON Web Key or a
 * set of them. A set behind an HTTP address is cached and fetched again when a token names a key that is not in it.
 */
final class PublicKeys {

    static final String LOCATION = "mp.jwt.verify.publickey.location";

    private static final String INLINE = "mp.jwt.verify.publickey";

    private PublicKeys() {}

    static Optional<JWKSource<SecurityContext>> configured(Configuration configuration) {
        Optional<JWKSource<SecurityContext>> inline =
                configuration.value(INLINE, "must be a public key in PEM or JWK form", PublicKeys::read);
        return inline.or(() -> configuration.value(
                LOCATION,
                "must be an http(s) address of a JSON Web Key Set or a readable file with a public key",
                PublicKeys::locate));
    }

    private static JWKSource<SecurityContext> locate(String location) {
        try {
            if (location.startsWith("http://") || location.startsWith("https://")) {
                return JWKSourceBuilder.create(address(location)).retrying(true).build();
            }
            Path file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL address(String location) throws MalformedURLException {
        return URI.create(location).toURL();
    }

    private static JWKSource<SecurityContext> read(String text) {
        try {
            return text.stripLeading().startsWith("{") ? new ImmutableJWKSet<>(readJson(text)) : only(readPem(text));
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A PEM file has no key ids, but the tokens may all the same name one: there is just this key to try. */
    private static JWKSource<SecurityContext> only(JWK key) {
        return (selector, context) -> List.of(key);
    }

    private static JWKSet readJson(String text) throws ParseException {
        return text.contains("\"keys\"") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
    }

    private static JWK readPem(String text) throws GeneralSecurityException, JOSEException {
        PublicKey key = text.contains("BEGIN CERTIFICATE") ? certified(text) : bare(text);
        if (key instanceof RSAPublicKey rsa) {
            return new RSAKey.Builder(rsa).build();
        }
        ECPublicKey ec = (ECPublicKey) key;
        return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
    }

    private static PublicKey certified(String text) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                .getPublicKey();
    }

    private static PublicKey bare(String text) throws GeneralSecurityException {
        byte[] encoded = Base64.getMimeDecoder().decode(text.replaceAll("-----[^-]+-----", ""));
        X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException notRsa) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
