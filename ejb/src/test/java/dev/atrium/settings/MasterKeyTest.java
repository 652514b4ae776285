package dev.atrium.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {

    private static final byte[] SECRET = "sk-secret".getBytes(UTF_8);

    @TempDir
    private Path directory;

    @Test
    void aSealedSecretIsOpenedByTheSameKeyOnly() {
        String sealed = key(1).seal("key", SECRET);

        assertThat(key(1).open("key", sealed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> key(2).open("key", sealed))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("atrium.secret.key must be the key");
    }

    @Test
    void aSecretOfOnePurposeCannotStandInForAnother() {
        String sealed = key(1).seal("one", SECRET);

        assertThatThrownBy(() -> key(1).open("two", sealed)).isInstanceOf(InvalidConfiguration.class);
    }

    @Test
    void anAlteredSecretIsNotOpened() {
        byte[] sealed = Base64.getDecoder().decode(key(1).seal("key", SECRET));
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> key(1).open("key", Base64.getEncoder().encodeToString(sealed)))
                .isInstanceOf(InvalidConfiguration.class);
    }

    @Test
    void sealingTheSameTwiceGivesDifferentTexts() {
        assertThat(key(1).seal("key", SECRET)).isNotEqualTo(key(1).seal("key", SECRET));
    }

    @Test
    void aPreviousKeyOpensWhatItSealedUntilThatIsRenewed() {
        String sealed = key(1).seal("key", SECRET);
        MasterKey rotated = key(2, 3, 1);

        assertThat(rotated.open("key", sealed)).isEqualTo(SECRET);

        String renewed = rotated.renew("key", sealed).orElseThrow();
        assertThat(key(2).open("key", renewed)).isEqualTo(SECRET);
        assertThat(rotated.renew("key", renewed)).as("needs no other").isEmpty();
    }

    @Test
    void whatNoConfiguredKeyHasSealedIsNotRenewed() {
        assertThat(key(2, 3).renew("key", key(1).seal("key", SECRET))).isEmpty();
        assertThat(key(2, 3).renew("key", "just a setting")).isEmpty();
    }

    @Test
    void theVersionTellsKeysApart() {
        assertThat(key(1).version()).isPositive().isEqualTo(key(1).version()).isNotEqualTo(key(2).version());
    }

    @Test
    void aMalformedPreviousKeyStopsTheStartWithoutBeingShown() {
        assertThatThrownBy(() -> new MasterKey(GivenConfig.configuration(
                        Map.of(MasterKey.KEY, base64(1), MasterKey.PREVIOUS, base64(2) + ",c2hvcnQ="))))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("atrium.secret.previous-keys must be a list")
                .message()
                .doesNotContain("c2hvcnQ=");
    }

    @Test
    void withoutAConfiguredKeyOneIsMadeOnceAndKeptForItsOwnerOnly() throws IOException {
        String sealed = keptIn(directory.resolve("data")).seal("key", SECRET);

        assertThat(keptIn(directory.resolve("data")).open("key", sealed)).isEqualTo(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("data/secret.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyOfTheWrongLengthStopsTheStartWithoutBeingShown() {
        assertThatThrownBy(() -> new MasterKey(GivenConfig.configuration(Map.of(MasterKey.KEY, "c2hvcnQ="))))
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageStartingWith("atrium.secret.key must be 32 bytes in Base64")
                .message()
                .doesNotContain("c2hvcnQ=");
    }

    private static MasterKey key(int fill, int... previous) {
        String list = IntStream.of(previous).mapToObj(MasterKeyTest::base64).collect(Collectors.joining(", "));
        return new MasterKey(GivenConfig.configuration(Map.of(MasterKey.KEY, base64(fill), MasterKey.PREVIOUS, list)));
    }

    private static String base64(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MasterKey keptIn(Path dataDirectory) {
        return new MasterKey(GivenConfig.configuration(Map.of("atrium.data-dir", dataDirectory.toString())));
    }
}
