package dev.atrium.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.media.MediaStore.Stored;
import dev.atrium.persistence.media.FileRepository.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoreComparisonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:40:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(1));
    private static final Instant YOUNG = NOW.minus(Duration.ofMinutes(5));
    private static final UUID WORKSPACE = new UUID(7, 7);

    private final StoreComparison comparison = new StoreComparison(NOW.minus(Duration.ofHours(1)));
    private final List<String> orphans = new ArrayList<>();
    private final List<UUID> lost = new ArrayList<>();

    @Test
    void what_both_have_stays_with_its_thumbnail() {
        compare(List.of(file(1, OLD), thumbnail(1, OLD), file(2, OLD)), List.of(row(1, OLD), row(2, OLD)));

        assertThat(orphans).isEmpty();
        assertThat(lost).isEmpty();
        assertThat(comparison.stored()).isEqualTo(3);
        assertThat(comparison.rows()).isEqualTo(2);
    }

    @Test
    void bytes_without_a_row_are_orphans_with_their_thumbnail() {
        compare(
                List.of(file(1, OLD), file(2, OLD), thumbnail(2, OLD), file(3, OLD)),
                List.of(row(1, OLD), row(3, OLD)));

        assertThat(orphans)
                .containsExactly(file(2, OLD).location(), thumbnail(2, OLD).location());
        assertThat(lost).isEmpty();
    }

    @Test
    void a_row_without_bytes_is_lost() {
        compare(List.of(file(2, OLD)), List.of(row(1, OLD), row(2, OLD), row(3, OLD)));

        assertThat(lost).containsExactly(new UUID(0, 1), new UUID(0, 3));
        assertThat(orphans).isEmpty();
    }

    @Test
    void what_is_young_may_be_on_its_way() {
        compare(List.of(file(1, YOUNG)), List.of(row(2, YOUNG)));

        assertThat(orphans).isEmpty();
        assertThat(lost).isEmpty();
    }

    @Test
    void what_somebody_put_there_by_hand_is_an_orphan() {
        compare(List.of(new Stored("readme.txt", 1, OLD)), List.of());

        assertThat(orphans).containsExactly("readme.txt");
    }

    @Property
    void each_side_is_told_exactly_what_the_other_lacks(
            @ForAll @Size(min = 40, max = 40) List<Boolean> inStore,
            @ForAll @Size(min = 40, max = 40) List<Boolean> inDatabase) {
        List<Stored> files = new ArrayList<>();
        List<Place> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (inStore.get(i)) {
                files.add(file(i, OLD));
            }
            if (inDatabase.get(i)) {
                rows.add(row(i, OLD));
            }
        }

        compare(files, rows);

        List<String> expectedOrphans = new ArrayList<>();
        List<UUID> expectedLost = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (inStore.get(i) && !inDatabase.get(i)) {
                expectedOrphans.add(file(i, OLD).location());
            }
            if (inDatabase.get(i) && !inStore.get(i)) {
                expectedLost.add(new UUID(0, i));
            }
        }
        assertThat(orphans).isEqualTo(expectedOrphans);
        assertThat(lost).isEqualTo(expectedLost);
    }

    private void compare(List<Stored> files, List<Place> rows) {
        orphans.clear();
        lost.clear();
        comparison.compare(files.iterator(), rows.iterator(), orphans::add, row -> lost.add(row.id()));
    }

    private static Stored file(int number, Instant modified) {
        return new Stored(Location.of(WORKSPACE, new UUID(0, number)), 1, modified);
    }

    private static Stored thumbnail(int number, Instant modified) {
        return new Stored(Location.ofThumbnail(file(number, modified).location()), 1, modified);
    }

    private static Place row(int number, Instant created) {
        UUID id = new UUID(0, number);
        return new Place(id, WORKSPACE, Location.of(WORKSPACE, id), Optional.empty(), created);
    }
}
