package dev.atrium.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationRepositoryTest {

    private static final Database DATABASE = Database.get();

    private final Fixture workspace = Fixture.workspaceWith(Credits.ZERO);
    private final UUID conversation = DATABASE.inTransaction(entityManager -> {
        Conversation created = new Conversation(
                workspace.workspaceId(), workspace.userId(), "Title", Conversation.TitledBy.USER, Fixture.NOW);
        repository(entityManager).add(created);
        return created.id();
    });

    @Test
    void only_its_user_in_its_workspace_finds_it() {
        Fixture other = Fixture.workspaceWith(Credits.ZERO);

        assertThat(find(workspace.workspaceId(), workspace.userId())).isTrue();
        assertThat(find(other.workspaceId(), other.userId())).isFalse();
        assertThat(find(other.workspaceId(), workspace.userId())).isFalse();
        assertThat(find(workspace.workspaceId(), other.userId())).isFalse();
    }

    @Test
    void twenty_writers_at_once_leave_one_order_without_gaps() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> writers = IntStream.range(0, 20)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> write("message " + i)))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        List<Message> messages = DATABASE.inTransaction(
                entityManager -> repository(entityManager).findMessages(conversation, 100, 100));

        assertThat(messages)
                .extracting(Message::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void a_branch_is_read_from_its_end_to_its_beginning_and_no_further_than_asked() {
        UUID first = write("1");
        UUID second = write("2");
        UUID third = write("3");

        assertThat(branch(third, 10)).containsExactly(first, second, third);
        assertThat(branch(third, 2)).containsExactly(second, third);
        assertThat(branch(second, 10)).containsExactly(first, second);
    }

    @Test
    void deleting_a_conversation_takes_its_messages_along() {
        write("1");
        write("2");

        DATABASE.run(entityManager -> {
            ConversationRepository repository = repository(entityManager);
            repository.remove(repository
                    .find(workspace.workspaceId(), workspace.userId(), conversation)
                    .orElseThrow());
        });

        assertThat(DATABASE.<List<Message>>inTransaction(
                        entityManager -> repository(entityManager).findMessages(conversation, 100, 100)))
                .isEmpty();
    }

    @Test
    void a_message_of_more_words_than_can_be_searched_is_stored_whole() {
        String novel = IntStream.range(0, 200_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        UUID written = write(novel);

        String stored = DATABASE.inTransaction(entityManager -> repository(entityManager)
                .findMessage(conversation, written)
                .orElseThrow()
                .content());
        assertThat(stored).isEqualTo(novel);
    }

    private UUID write(String text) {
        return DATABASE.inTransaction(entityManager -> {
            ConversationRepository repository = repository(entityManager);
            Conversation locked = repository
                    .findForUpdate(workspace.workspaceId(), workspace.userId(), conversation)
                    .orElseThrow();
            Message message = Message.fromUser(
                    conversation, locked.nextNumber(), locked.headId().orElse(null), text, Fixture.NOW);
            repository.add(message);
            locked.moveHead(message.id(), Fixture.NOW);
            return message.id();
        });
    }

    private List<UUID> branch(UUID end, int limit) {
        return DATABASE.inTransaction(
                entityManager -> repository(entityManager).findBranch(conversation, end, limit).stream()
                        .map(Message::id)
                        .toList());
    }

    private boolean find(UUID workspaceId, UUID userId) {
        return DATABASE.inTransaction(entityManager -> repository(entityManager)
                .find(workspaceId, userId, conversation)
                .isPresent());
    }

    private static ConversationRepository repository(EntityManager entityManager) {
        return Database.repository(new ConversationRepository(), entityManager);
    }
}
