package dev.atrium.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.conversation.ConversationFilter.Scope;
import dev.atrium.persistence.conversation.ConversationFilter.Sort;
import dev.atrium.persistence.conversation.ConversationRepository.TagCount;
import dev.atrium.persistence.credit.Credits;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conversations a list shows, and in which order. */
class ConversationListTest {

    private static final Database DATABASE = Database.get();

    private final Fixture workspace = Fixture.workspaceWith(Credits.ZERO);
    private int minutes;

    @ParameterizedTest
    @CsvSource({
        "quantum, Physics",
        "QUANTUM, Physics",
        "quan, Physics",
        "entangled photons, Physics",
        "'\"entangled photons\"', Physics",
        "Grüße, Letters",
        "grü, Letters",
        "physics, Physics",
        "phys, Physics",
        "quantum -letters, Physics"
    })
    void words_are_found_in_titles_and_messages(String words, String title) {
        stored("Physics", "Explain quantum computing: are entangled photons involved?");
        stored("Letters", "Grüße aus Köln");

        assertThat(titles(words(words))).containsExactly(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"antum", "'photons entangled'", "!", "&|()", "\"", ":*", "\\", "-"})
    void nothing_is_found_where_nothing_fits(String words) {
        stored("Physics", "Explain quantum computing");

        assertThat(titles(words(words))).isEmpty();
    }

    @Test
    void a_search_sees_nothing_of_others_in_the_workspace_or_outside() {
        stored("Mine", "a secret word");
        Fixture other = Fixture.workspaceWith(Credits.ZERO);
        assertThat(titles(other, words("secret"))).isEmpty();
        assertThat(titles(new Fixture(other.userId(), workspace.workspaceId()), words("secret")))
                .isEmpty();
    }

    @Test
    void a_message_with_more_words_than_an_index_holds_is_stored_and_found_by_its_beginning() {
        StringBuilder words = new StringBuilder("beginning ");
        for (int i = 0; i < 200_000; i++) {
            words.append(Integer.toString(i, 36)).append(' ');
        }

        stored("Long", words.append("ending").toString());

        assertThat(titles(words("beginning"))).containsExactly("Long");
    }

    @Test
    void the_one_written_to_last_is_first_unless_another_order_is_wanted() {
        stored("beta", "1");
        stored("Alpha", "2");
        stored("gamma", "3");

        assertThat(titles(ConversationFilter.USUAL)).containsExactly("gamma", "Alpha", "beta");
        assertThat(titles(sorted(Sort.UPDATED, false))).containsExactly("beta", "Alpha", "gamma");
        assertThat(titles(sorted(Sort.TITLE, false))).containsExactly("Alpha", "beta", "gamma");
        assertThat(titles(sorted(Sort.CREATED, true))).containsExactly("gamma", "Alpha", "beta");
    }

    @Test
    void pages_are_parts_of_the_whole() {
        stored("1", "");
        stored("2", "");
        stored("3", "");

        DATABASE.run(entityManager -> {
            ConversationRepository repository = repository(entityManager);
            assertThat(repository.findAll(workspace.workspaceId(), workspace.userId(), ConversationFilter.USUAL, 1, 1))
                    .extracting(Conversation::title)
                    .containsExactly("2");
            assertThat(repository.count(workspace.workspaceId(), workspace.userId(), ConversationFilter.USUAL))
                    .isEqualTo(3);
        });
    }

    @Test
    void pins_archives_models_and_tags_narrow_the_list() {
        stored("pinned", "", c -> c.pin(true));
        stored("archived", "", c -> c.archive(true));
        stored("tagged", "", c -> c.tag(List.of("Work", "idea")));
        stored("asked", "", c -> c.use("gpt-4o", "openai"));

        assertThat(titles(ConversationFilter.USUAL)).containsExactly("asked", "tagged", "pinned");
        assertThat(titles(with(Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty())))
                .containsExactly("pinned");
        assertThat(titles(with(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true))))
                .containsExactly("archived");
        assertThat(titles(with(Optional.empty(), Optional.of("work"), Optional.empty(), Optional.empty())))
                .containsExactly("tagged");
        assertThat(titles(with(Optional.of("gpt-4o"), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly("asked");
    }

    @Test
    void tags_come_with_the_conversation_and_are_counted() {
        stored("1", "", c -> c.tag(List.of("work", "idea")));
        stored("2", "", c -> c.tag(List.of("work")));

        DATABASE.run(entityManager -> {
            ConversationRepository repository = repository(entityManager);
            assertThat(repository
                            .findAll(workspace.workspaceId(), workspace.userId(), ConversationFilter.USUAL, 0, 10)
                            .get(1)
                            .tags())
                    .containsExactlyInAnyOrder("work", "idea");
            assertThat(repository.findTags(workspace.workspaceId(), workspace.userId(), 10))
                    .containsExactly(new TagCount("work", 2), new TagCount("idea", 1));
        });
    }

    @Test
    void what_is_shared_is_read_by_the_members_of_its_workspace_and_nobody_else() {
        UUID shared = stored("Shared", "", c -> c.share(true));
        UUID secret = stored("Secret", "");
        Fixture other = Fixture.workspaceWith(Credits.ZERO);
        Fixture member = new Fixture(other.userId(), workspace.workspaceId());
        ConversationFilter of = new ConversationFilter(
                Scope.SHARED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sort.UPDATED,
                true);

        assertThat(titles(member, of)).containsExactly("Shared");
        assertThat(titles(of)).as("one's own are no news").isEmpty();
        assertThat(titles(other, of)).isEmpty();
        DATABASE.run(entityManager -> {
            ConversationRepository repository = repository(entityManager);
            assertThat(repository.findReadable(member.workspaceId(), member.userId(), shared))
                    .isPresent();
            assertThat(repository.findReadable(member.workspaceId(), member.userId(), secret))
                    .isEmpty();
            assertThat(repository.findReadable(other.workspaceId(), other.userId(), shared))
                    .isEmpty();
            assertThat(repository.findForUpdate(member.workspaceId(), member.userId(), shared))
                    .isEmpty();
        });
    }

    private UUID stored(String title, String text) {
        return stored(title, text, conversation -> {});
    }

    private UUID stored(String title, String text, Consumer<Conversation> change) {
        return DATABASE.inTransaction(entityManager -> {
            Conversation conversation = new Conversation(
                    workspace.workspaceId(),
                    workspace.userId(),
                    title,
                    Conversation.TitledBy.USER,
                    Fixture.NOW.plusSeconds(60L * ++minutes));
            change.accept(conversation);
            ConversationRepository repository = repository(entityManager);
            repository.add(conversation);
            repository.add(Message.fromUser(conversation.id(), conversation.nextNumber(), null, text, Fixture.NOW));
            return conversation.id();
        });
    }

    private static ConversationFilter words(String words) {
        return new ConversationFilter(
                Scope.OWN,
                Optional.of(words),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sort.UPDATED,
                true);
    }

    private static ConversationFilter sorted(Sort sort, boolean descending) {
        return new ConversationFilter(
                Scope.OWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                sort,
                descending);
    }

    private static ConversationFilter with(
            Optional<String> model, Optional<String> tag, Optional<Boolean> pinned, Optional<Boolean> archived) {
        return new ConversationFilter(Scope.OWN, Optional.empty(), model, tag, pinned, archived, Sort.UPDATED, true);
    }

    private List<String> titles(ConversationFilter filter) {
        return titles(workspace, filter);
    }

    private static List<String> titles(Fixture who, ConversationFilter filter) {
        return DATABASE.inTransaction(entityManager ->
                repository(entityManager).findAll(who.workspaceId(), who.userId(), filter, 0, 10).stream()
                        .map(Conversation::title)
                        .toList());
    }

    private static ConversationRepository repository(EntityManager entityManager) {
        return Database.repository(new ConversationRepository(), entityManager);
    }
}
