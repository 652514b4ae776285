package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of files promises. */
abstract class MediaStoreContract {

    private static final long MANY = 100_000_000;

    @TempDir
    Path directory;

    private Spool spool;
    private MediaStore store;

    abstract MediaStore store() throws Exception;

    @BeforeEach
    void start() throws Exception {
        spool = new Spool(directory.resolve("incoming"));
        store = store();
    }

    @Test
    void what_was_put_is_opened_whole() throws IOException {
        byte[] content = random(3_000_000);
        put("w/a", content);

        assertThat(read("w/a", 0, content.length)).isEqualTo(content);
    }

    @Test
    void a_part_is_opened_alone() throws IOException {
        put("w/a", bytes("0123456789"));

        assertThat(read("w/a", 0, 1)).isEqualTo(bytes("0"));
        assertThat(read("w/a", 3, 4)).isEqualTo(bytes("3456"));
        assertThat(read("w/a", 9, 1)).isEqualTo(bytes("9"));
    }

    @Test
    void more_than_there_is_ends_with_the_file() throws IOException {
        put("w/a", bytes("0123456789"));

        assertThat(read("w/a", 8, 1000)).isEqualTo(bytes("89"));
    }

    @Test
    void an_empty_file_is_a_file() throws IOException {
        put("w/empty", new byte[0]);

        assertThat(read("w/empty", 0, 0)).isEmpty();
        assertThat(list()).extracting(MediaStore.Stored::location).containsExactly("w/empty");
    }

    @Test
    void a_put_uses_its_spooled_file_up() throws IOException {
        put("w/a", bytes("content"));

        try (var left = Files.list(directory.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_second_put_replaces_the_first_whole() throws IOException {
        put("w/a", bytes("a long content"));
        put("w/a", bytes("short"));

        assertThat(read("w/a", 0, 5)).isEqualTo(bytes("short"));
        assertThat(list()).singleElement().extracting(MediaStore.Stored::bytes).isEqualTo(5L);
    }

    @Test
    void a_reader_sees_one_file_or_the_other_while_it_is_replaced() throws Exception {
        byte[] ones = new byte[400_000];
        byte[] twos = new byte[400_000];
        java.util.Arrays.fill(ones, (byte) 1);
        java.util.Arrays.fill(twos, (byte) 2);
        put("w/a", ones);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> writer = threads.submit((Callable<Void>) () -> {
                for (int i = 0; i < 20; i++) {
                    put("w/a", i % 2 == 0 ? twos : ones);
                }
                return null;
            });
            for (int i = 0; i < 20; i++) {
                byte[] seen = read("w/a", 0, ones.length);
                assertThat(seen).isEqualTo(seen[0] == 1 ? ones : twos);
            }
            writer.get();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_is_not_there_says_so() {
        assertThatThrownBy(() -> read("w/none", 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> read("w/none", 0, 0)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_was_deleted_is_gone_and_may_be_deleted_again() throws IOException {
        put("w/a", bytes("content"));
        store.delete("w/a");
        store.delete("w/a");
        store.delete("never/there");

        assertThatThrownBy(() -> read("w/a", 0, 1)).isInstanceOf(NoSuchFileException.class);
        assertThat(list()).isEmpty();
    }

    @Test
    void an_empty_store_lists_nothing() throws IOException {
        assertThat(list()).isEmpty();
    }

    @Test
    void the_list_is_in_the_order_of_locations_with_size_and_time() throws IOException {
        for (String location : List.of("b/1", "a/2.thumbnail", "a.b/0", "a/2", "a/10", "a-b/0", "c")) {
            put(location, bytes(location));
        }

        assertThat(list())
                .extracting(MediaStore.Stored::location)
                .containsExactly("a-b/0", "a.b/0", "a/10", "a/2", "a/2.thumbnail", "b/1", "c");
        assertThat(list()).allSatisfy(file -> {
            assertThat(file.bytes()).isEqualTo(file.location().length());
            assertThat(Duration.between(file.modifiedAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        });
    }

    @Test
    void a_list_has_no_end_at_a_thousand() throws IOException {
        for (int i = 0; i < 1100; i++) {
            put("w/" + UUID.randomUUID(), bytes("x"));
        }

        assertThat(list())
                .hasSize(1100)
                .isSortedAccordingTo(java.util.Comparator.comparing(MediaStore.Stored::location));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.key",
                "/etc/passwd",
                "w/../../x",
                "w//x",
                ".hidden",
                "w/.x",
                "W/A",
                "w\\x",
                "",
                "w/a b",
                "w/"
            })
    void what_is_no_location_is_refused(String location) {
        assertThatIllegalArgumentException().isThrownBy(() -> put(location, bytes("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.open(location, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(location));
    }

    private void put(String location, byte[] content) throws IOException {
        try (Spooled spooled = spool.read(new ByteArrayInputStream(content), "test", MANY)) {
            store.put(location, spooled);
        }
    }

    private byte[] read(String location, long from, long length) throws IOException {
        try (InputStream in = store.open(location, from, length)) {
            return in.readAllBytes();
        }
    }

    private List<MediaStore.Stored> list() throws IOException {
        List<MediaStore.Stored> found = new ArrayList<>();
        store.list().forEachRemaining(found::add);
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
