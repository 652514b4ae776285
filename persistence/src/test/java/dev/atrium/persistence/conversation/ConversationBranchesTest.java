package dev.atrium.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said where in a conversation, its tree is the one that a list of parents describes. */
class ConversationBranchesTest {

    private static final Database DATABASE = Database.get();
    private static final Fixture WORKSPACE = Fixture.workspaceWith(Credits.ZERO);

    /** What somebody does: {@code place} chooses the message, modulo those that there are. */
    record Step(Kind kind, int place) {}

    enum Kind {
        /** Goes on at the end of the branch that is shown. */
        SAY,
        /** Goes on after any message. */
        SAY_AFTER,
        /** Says something in the place of a message, in a branch beside it. */
        SAY_INSTEAD,
        /** Shows the branch of a message. */
        SHOW
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 50))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    @Property(tries = 40)
    void a_tree_is_as_its_list_of_parents_says(@ForAll("steps") List<Step> steps) {
        Model model = new Model();
        UUID conversation = DATABASE.inTransaction(entityManager -> {
            Conversation created = new Conversation(
                    WORKSPACE.workspaceId(), WORKSPACE.userId(), "Tree", Conversation.TitledBy.USER, Fixture.NOW);
            repository(entityManager).add(created);
            return created.id();
        });

        steps.forEach(step -> DATABASE.run(entityManager -> take(step, model, conversation, entityManager)));

        DATABASE.run(entityManager -> compare(model, conversation, entityManager));
    }

    private static void take(Step step, Model model, UUID id, EntityManager entityManager) {
        ConversationRepository repository = repository(entityManager);
        Conversation conversation = repository
                .findForUpdate(WORKSPACE.workspaceId(), WORKSPACE.userId(), id)
                .orElseThrow();
        if (model.order.isEmpty() || step.kind() == Kind.SAY) {
            say(conversation, model.head, model, repository);
            return;
        }
        UUID place = model.order.get(step.place() % model.order.size());
        switch (step.kind()) {
            case SAY_AFTER -> say(conversation, place, model, repository);
            case SAY_INSTEAD -> say(conversation, model.parents.get(place), model, repository);
            default -> {
                conversation.showBranch(repository.findNewestEnd(id, place).orElseThrow());
                model.head = model.newestEnd(place);
            }
        }
    }

    private static void say(Conversation conversation, UUID parent, Model model, ConversationRepository repository) {
        Message message = Message.fromUser(conversation.id(), conversation.nextNumber(), parent, "text", Fixture.NOW);
        repository.add(message);
        conversation.moveHead(message.id(), Fixture.NOW);
        model.add(message.id(), parent);
    }

    private static void compare(Model model, UUID id, EntityManager entityManager) {
        ConversationRepository repository = repository(entityManager);
        Conversation conversation =
                repository.find(WORKSPACE.workspaceId(), WORKSPACE.userId(), id).orElseThrow();
        List<Message> all = repository.findMessagesAfter(id, 0, 1_000);

        assertThat(all).extracting(Message::id).containsExactlyElementsOf(model.order);
        assertThat(all)
                .extracting(Message::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, model.order.size()).boxed().toList());
        assertThat(conversation.headId()).isEqualTo(Optional.ofNullable(model.head));
        assertThat(repository.findMessages(id, Integer.MAX_VALUE, 1_000)).isEqualTo(all);
        Map<Optional<UUID>, List<UUID>> alternatives = repository.findAlternatives(id, all);
        for (Message message : all) {
            List<UUID> branch = model.branch(message.id());
            assertThat(repository.findBranchIds(id, message.id())).isEqualTo(branch);
            assertThat(repository.findBranch(id, message.id(), 3))
                    .extracting(Message::id)
                    .containsExactlyElementsOf(branch.subList(Math.max(0, branch.size() - 3), branch.size()));
            assertThat(alternatives.get(message.parentId())).isEqualTo(model.besides(message.id()));
            assertThat(repository.findNewestEnd(id, message.id())).contains(model.newestEnd(message.id()));
        }
    }

    private static ConversationRepository repository(EntityManager entityManager) {
        return Database.repository(new ConversationRepository(), entityManager);
    }

    /** The reference: the messages in their order, each with its parent. */
    private static final class Model {
        private final List<UUID> order = new ArrayList<>();
        private final Map<UUID, UUID> parents = new HashMap<>();
        private UUID head;

        void add(UUID id, UUID parent) {
            order.add(id);
            parents.put(id, parent);
            head = id;
        }

        List<UUID> branch(UUID end) {
            List<UUID> branch = new ArrayList<>();
            for (UUID id = end; id != null; id = parents.get(id)) {
                branch.add(id);
            }
            Collections.reverse(branch);
            return branch;
        }

        List<UUID> besides(UUID id) {
            return order.stream()
                    .filter(other -> Objects.equals(parents.get(other), parents.get(id)))
                    .toList();
        }

        UUID newestEnd(UUID through) {
            return order.stream()
                    .filter(id -> branch(id).contains(through))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }
    }
}
