package dev.atrium.persistence.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.preset.Preset.Visibility;
import dev.atrium.persistence.preset.PresetFilter.Sort;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who sees which presets, and what is counted. */
class PresetRepositoryTest {

    private static final Database DATABASE = Database.get();

    private final Fixture workspace = Fixture.workspaceWith(Credits.ZERO);
    private final Fixture other = Fixture.workspaceWith(Credits.ZERO);
    /** Somebody else in the same workspace. */
    private final Fixture member = new Fixture(other.userId(), workspace.workspaceId());

    @Test
    void each_sees_what_is_meant_for_them() {
        stored("private", Visibility.PRIVATE);
        stored("workspace", Visibility.WORKSPACE);
        stored("organisation", Visibility.ORGANISATION);

        assertThat(names(workspace)).containsExactly("organisation", "private", "workspace");
        assertThat(names(member)).containsExactly("organisation", "workspace");
        assertThat(names(other)).containsExactly("organisation");
    }

    @Test
    void what_is_not_seen_is_not_found_by_its_id() {
        UUID secret = stored("private", Visibility.PRIVATE);
        UUID shared = stored("workspace", Visibility.WORKSPACE);
        UUID open = stored("organisation", Visibility.ORGANISATION);

        assertThat(finds(workspace, secret)).isTrue();
        assertThat(finds(member, secret)).isFalse();
        assertThat(finds(member, shared)).isTrue();
        assertThat(finds(other, shared)).isFalse();
        assertThat(finds(other, open)).isTrue();
    }

    @Test
    void words_category_visibility_and_ids_narrow_the_list() {
        UUID category = DATABASE.inTransaction(entityManager -> {
            PresetCategory created = new PresetCategory("Letters " + UUID.randomUUID(), Optional.empty(), 1);
            repository(entityManager).add(created);
            return created.id();
        });
        UUID letter = stored("Letter of thanks", Visibility.PRIVATE);
        stored("Summary", Visibility.WORKSPACE);
        String name = DATABASE.inTransaction(entityManager -> {
            PresetRepository repository = repository(entityManager);
            PresetCategory found = repository.findCategory(category).orElseThrow();
            repository
                    .find(workspace.workspaceId(), workspace.userId(), letter)
                    .orElseThrow()
                    .sort(Optional.of(found));
            return found.name();
        });

        assertThat(names(filter(Optional.of(name.toUpperCase(Locale.ROOT)), Optional.empty(), List.of())))
                .containsExactly("Letter of thanks");
        assertThat(names(filter(Optional.empty(), Optional.of("THANK letter"), List.of())))
                .containsExactly("Letter of thanks");
        assertThat(names(filter(Optional.empty(), Optional.of("letter nothing"), List.of())))
                .isEmpty();
        assertThat(names(filter(Optional.empty(), Optional.empty(), List.of(letter))))
                .containsExactly("Letter of thanks");

        DATABASE.run(entityManager -> {
            PresetRepository repository = repository(entityManager);
            repository.remove(repository.findCategory(category).orElseThrow());
        });
        DATABASE.run(entityManager -> assertThat(repository(entityManager)
                        .find(workspace.workspaceId(), workspace.userId(), letter)
                        .orElseThrow()
                        .category())
                .isEmpty());
    }

    @Test
    void every_use_counts_also_of_many_at_once_and_beside_a_change() throws Exception {
        UUID preset = stored("used", Visibility.PRIVATE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> users = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> DATABASE.run(
                            entityManager -> repository(entityManager).countUse(preset))))
                    .toList();
            DATABASE.run(entityManager -> repository(entityManager)
                    .find(workspace.workspaceId(), workspace.userId(), preset)
                    .orElseThrow()
                    .change(content("renamed"), Fixture.NOW));
            for (Future<?> user : users) {
                user.get();
            }
        } finally {
            threads.shutdownNow();
        }

        DATABASE.run(entityManager -> {
            Preset found = repository(entityManager)
                    .find(workspace.workspaceId(), workspace.userId(), preset)
                    .orElseThrow();
            assertThat(found.used()).isEqualTo(40);
            assertThat(found.content().name()).isEqualTo("renamed");
        });
    }

    @Test
    void who_goes_leaves_what_others_use() {
        UUID secret = stored("private", Visibility.PRIVATE);
        UUID shared = stored("workspace", Visibility.WORKSPACE);
        UUID open = stored("organisation", Visibility.ORGANISATION);

        DATABASE.run(entityManager -> repository(entityManager).removeOfUser(workspace.userId()));

        assertThat(finds(workspace, secret)).isFalse();
        assertThat(finds(member, shared)).isTrue();
        assertThat(finds(other, open)).isTrue();

        DATABASE.run(entityManager -> repository(entityManager).removeOfWorkspace(workspace.workspaceId()));

        assertThat(finds(member, shared)).isFalse();
        assertThat(finds(other, open)).isTrue();
    }

    private UUID stored(String name, Visibility visibility) {
        return DATABASE.inTransaction(entityManager -> {
            Preset preset =
                    Preset.madeBy(workspace.workspaceId(), workspace.userId(), content(name), visibility, Fixture.NOW);
            repository(entityManager).add(preset);
            return preset.id();
        });
    }

    private static Preset.Content content(String name) {
        return new Preset.Content(
                name, "About " + name, Optional.empty(), Optional.empty(), Optional.empty(), "Say it", "[]", "{}");
    }

    private static PresetFilter filter(Optional<String> category, Optional<String> words, List<UUID> ids) {
        return new PresetFilter(category, Optional.empty(), words, ids, Sort.NAME);
    }

    private boolean finds(Fixture who, UUID id) {
        return DATABASE.inTransaction(entityManager -> repository(entityManager)
                .find(who.workspaceId(), who.userId(), id)
                .isPresent());
    }

    private List<String> names(PresetFilter filter) {
        return names(workspace, filter);
    }

    /** Of this test's presets, since those of the organisation are everyone's. */
    private List<String> names(Fixture who) {
        return names(who, PresetFilter.NONE);
    }

    private List<String> names(Fixture who, PresetFilter filter) {
        return DATABASE.inTransaction(entityManager -> {
            PresetRepository repository = repository(entityManager);
            List<Preset> found = repository.findAll(who.workspaceId(), who.userId(), filter, 0, 1_000);
            assertThat(repository.count(who.workspaceId(), who.userId(), filter))
                    .isEqualTo(found.size());
            return found.stream()
                    .filter(preset ->
                            preset.ownerId().filter(workspace.userId()::equals).isPresent())
                    .map(preset -> preset.content().name())
                    .toList();
        });
    }

    private static PresetRepository repository(EntityManager entityManager) {
        return Database.repository(new PresetRepository(), entityManager);
    }
}
