package dev.atrium.settings;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which secrets are encrypted before they reach the database, with AES-256-GCM. It comes from {@code
 * atrium.secret.key}; without that it is made at the first start and kept in {@code secret.key} in the data directory, so a
 * backup of the database alone gives no secret away.
 *
 * <p>What keys of {@code atrium.secret.previous-keys} have sealed is opened as well, and sealed anew at start by {@link SecretRotation}.
 */
@ApplicationScoped
public class MasterKey {

    static final String KEY = "atrium.secret.key";
    static final String PREVIOUS = "atrium.secret.previous-keys";

    private static final String EXPECTATION = "must be 32 bytes in Base64, as \"openssl rand -base64 32\" prints them";
    private static final String EACH = "must be a list with commas, of which each ";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    private Configuration configuration;

    private SecretKey key;
    private List<SecretKey> previous;
    private int version;

    /** For the container. */
    protected MasterKey() {}

    MasterKey(Configuration configuration) {
        this.configuration = configuration;
        load();
    }

    @PostConstruct
    void load() {
        byte[] bytes = configuration.secret(KEY, EXPECTATION, MasterKey::decode).orElseGet(this::fromDataDirectory);
        key = new SecretKeySpec(bytes, "AES");
        version = version(bytes);
        previous = configuration
                .secret(PREVIOUS, EACH + EXPECTATION, MasterKey::decodeAll)
                .orElse(List.of());
    }

    /** Tells this master key from others, without telling anything of it: the first 31 bits of its SHA-256, above zero. */
    public int version() {
        return version;
    }

    private static int version(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return Math.max(1, ByteBuffer.wrap(digest).getInt() & Integer.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Encrypts a secret.
     *
     * @param purpose what it is for; only the same purpose opens it again, so no stored secret can stand in for another
     * @return text that is safe to store
     */
    public String seal(String purpose, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(key, Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret);
            byte[] stored = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getEncoder().encodeToString(stored);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not available", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made for the same purpose, under this key or a previous one.
     *
     * @throws InvalidConfiguration when it was made under another key, or was altered
     */
    public byte[] open(String purpose, String stored) {
        return opened(key, purpose, stored)
                .or(() -> openedByPrevious(purpose, stored))
                .orElseThrow(() -> new InvalidConfiguration(
                        KEY,
                        "must be the key under which the " + purpose
                                + " in the database was encrypted; a former key belongs into " + PREVIOUS));
    }

    /** Seals under this key what a previous one has sealed; empty for everything else, which may stay as it is. */
    public Optional<String> renew(String purpose, String stored) {
        return opened(key, purpose, stored).isPresent()
                ? Optional.empty()
                : openedByPrevious(purpose, stored).map(secret -> seal(purpose, secret));
    }

    private Optional<byte[]> openedByPrevious(String purpose, String stored) {
        return previous.stream()
                .flatMap(former -> opened(former, purpose, stored).stream())
                .findFirst();
    }

    private static Optional<byte[]> opened(SecretKey by, String purpose, String stored) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(stored));
            if (buffer.get() != FORMAT) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            return Optional.of(cipher(by, Cipher.DECRYPT_MODE, nonce, purpose).doFinal(sealed));
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(SecretKey by, int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, by, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] fromDataDirectory() {
        Path file = configuration
                .required("atrium.data-dir", "must be a directory", Path::of)
                .resolve("secret.key");
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return decode(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidConfiguration(
                    "atrium.data-dir",
                    "must be a directory where " + file.toAbsolutePath() + " can be written and read",
                    e);
        }
    }

    /** Writes to a file beside it first: a crash in between must not leave half a key. */
    private static void create(Path file) throws IOException {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), "secret", ".tmp", ownerOnly(file));
        Files.writeString(draft, Base64.getEncoder().encodeToString(bytes) + System.lineSeparator());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static List<SecretKey> decodeAll(String list) {
        return Stream.of(list.split(","))
                .map(text -> (SecretKey) new SecretKeySpec(decode(text.strip()), "AES"))
                .toList();
    }

    private static byte[] decode(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("not " + KEY_BYTES + " bytes");
        }
        return bytes;
    }
}
