package dev.atrium.persistence.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.generation.Generation.Service;
import dev.atrium.persistence.generation.Generation.Status;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class GenerationHistoryTest {

    private static final Database DATABASE = Database.get();

    private final Fixture owner = Fixture.workspaceWith(Credits.ofMicro(10));
    private final UUID first = begin(owner, 1, "The wind in the willows");
    private final UUID second = begin(owner, 2, "A room with a view, überall");
    private final UUID third = begin(owner, 3, "The view from the bridge");

    @Test
    void lists_the_newest_first_in_pages() {
        assertThat(list(GenerationFilter.NONE, 0, 2))
                .extracting(GenerationSummary::id)
                .containsExactly(third, second);
        assertThat(list(GenerationFilter.NONE, 2, 2))
                .extracting(GenerationSummary::id)
                .containsExactly(first);
        assertThat(count(owner, GenerationFilter.NONE)).isEqualTo(3);
    }

    @Test
    void lists_one_s_own_only() {
        Fixture other = Fixture.workspaceWith(Credits.ofMicro(10));
        begin(other, 1, "The view of others");

        assertThat(count(other, GenerationFilter.NONE)).isEqualTo(1);
        assertThat(count(new Fixture(owner.userId(), other.workspaceId()), GenerationFilter.NONE))
                .isZero();
        assertThat(count(owner, words("others"))).isZero();
    }

    @Test
    void finds_words_in_any_case_and_language() {
        assertThat(ids(words("VIEW"))).containsExactly(third, second);
        assertThat(ids(words("view -bridge"))).containsExactly(second);
        assertThat(ids(words("Überall"))).containsExactly(second);
        assertThat(ids(words("wil"))).isEmpty();
        assertThat(ids(words("!')\"(& | :*"))).isEmpty();
    }

    @Test
    void finds_words_in_the_question_and_the_answer_of_a_conversation() {
        UUID inChat = StoredGenerations.turn(owner, "What is a tarn?", "A lake.");

        assertThat(ids(words("tarn"))).containsExactly(inChat);
        assertThat(ids(words("lake"))).containsExactly(inChat);
        assertThat(list(words("lake"), 0, 10)).singleElement().satisfies(found -> assertThat(found.prompt())
                .contains("What is a tarn?"));
    }

    @Test
    void filters_by_what_is_given() {
        GenerationSummary newest = list(GenerationFilter.NONE, 0, 1).get(0);

        assertThat(ids(filter(Service.IMAGE, null, null, null, null))).isEmpty();
        assertThat(ids(filter(Service.TEXT, null, null, null, null))).hasSize(3);
        assertThat(ids(filter(null, Status.COMPLETED, null, null, null))).isEmpty();
        assertThat(ids(filter(null, Status.RUNNING, newest.model(), null, null)))
                .containsExactly(third);
        assertThat(ids(filter(null, null, null, at(2), at(3)))).containsExactly(second);
    }

    @Test
    void a_page_of_a_long_history_and_a_search_read_no_more_than_they_must() {
        DATABASE.run(entityManager -> {
            copy(entityManager, owner, 20_000);
            copy(entityManager, Fixture.workspaceWith(Credits.ZERO), 20_000);
        });
        DATABASE.run(entityManager ->
                entityManager.createNativeQuery("ANALYZE generation").executeUpdate());

        DATABASE.run(entityManager -> {
            GenerationRepository generations = Database.repository(new GenerationRepository(), entityManager);
            assertThat(generations.findAll(owner.workspaceId(), owner.userId(), GenerationFilter.NONE, 0, 20))
                    .hasSize(20);
            assertThat(generations.findAll(owner.workspaceId(), owner.userId(), words("willows"), 0, 20))
                    .hasSize(1);

            Number scans = (Number) entityManager
                    .createNativeQuery("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'generation'")
                    .getSingleResult();
            assertThat(scans.longValue()).as("scans of the whole table").isZero();
        });
    }

    /** Many rows like one that is there, without the ledger's entries that they would have. */
    private void copy(EntityManager entityManager, Fixture to, int count) {
        entityManager
                .createNativeQuery("SET LOCAL session_replication_role = replica")
                .executeUpdate();
        entityManager
                .createNativeQuery("""
                        INSERT INTO generation (id, workspace_id, user_id, service, model_id, model, provider, price_id, reservation_id,
                            status, streamed, prompt, credits, node, created_at, version)
                        SELECT gen_random_uuid(), ?, ?, service, model_id, model, provider, price_id, gen_random_uuid(),
                            status, streamed, 'prompt number ' || n, 0, 'copies', created_at + n * interval '1 second', 1
                        FROM generation, generate_series(1, ?) n WHERE id = ?""")
                .setParameter(1, to.workspaceId())
                .setParameter(2, to.userId())
                .setParameter(3, count)
                .setParameter(4, third)
                .executeUpdate();
    }

    private List<UUID> ids(GenerationFilter filter) {
        return list(filter, 0, 10).stream().map(GenerationSummary::id).toList();
    }

    private List<GenerationSummary> list(GenerationFilter filter, int offset, int limit) {
        return in(
                (generations, who) -> generations.findAll(who.workspaceId(), who.userId(), filter, offset, limit),
                owner);
    }

    private static long count(Fixture who, GenerationFilter filter) {
        return in((generations, asking) -> generations.count(asking.workspaceId(), asking.userId(), filter), who);
    }

    private static <T> T in(BiFunction<GenerationRepository, Fixture, T> work, Fixture who) {
        return DATABASE.inTransaction(
                entityManager -> work.apply(Database.repository(new GenerationRepository(), entityManager), who));
    }

    private static GenerationFilter words(String words) {
        return new GenerationFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(words));
    }

    private static GenerationFilter filter(Service service, Status status, String model, Instant from, Instant to) {
        return new GenerationFilter(
                Optional.ofNullable(service),
                Optional.ofNullable(status),
                Optional.ofNullable(model),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                Optional.empty());
    }

    private static Instant at(int second) {
        return Fixture.NOW.plusSeconds(second);
    }

    private static UUID begin(Fixture workspace, int second, String prompt) {
        return StoredGenerations.run(workspace, prompt, at(second));
    }
}
