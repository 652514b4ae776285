package dev.atrium.persistence.generation;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.conversation.Conversation;
import dev.atrium.persistence.conversation.Conversation.TitledBy;
import dev.atrium.persistence.conversation.Message;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.persistence.type.UuidV7;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Generations for tests to start from. */
public final class StoredGenerations {

    private StoredGenerations() {}

    /** A completion that is running, paid by a workspace that has a micro-credit at least. */
    public static UUID run(Fixture workspace) {
        return run(workspace, "a secret plan", Fixture.NOW);
    }

    static UUID run(Fixture workspace, String prompt, Instant now) {
        return Database.get().inTransaction(entityManager -> add(
                        entityManager, workspace, Optional.of(prompt), Optional.empty(), now)
                .id());
    }

    /** A turn of a conversation whose answer is there, while its generation still runs. */
    static UUID turn(Fixture workspace, String question, String answer) {
        return Database.get().inTransaction(entityManager -> {
            Conversation conversation =
                    new Conversation(workspace.workspaceId(), workspace.userId(), "Chat", TitledBy.USER, Fixture.NOW);
            UUID answerId = UuidV7.next();
            Generation running =
                    add(entityManager, workspace, Optional.empty(), Optional.of(answerId), Fixture.NOW.plusSeconds(9));
            Message asked = Message.fromUser(conversation.id(), 1, null, question, Fixture.NOW);
            Message said = Message.answerTo(asked, answerId, 2, running.id(), "model", "openai", Fixture.NOW);
            said.end(Message.Status.COMPLETE, answer, "", "stop");
            entityManager.persist(conversation);
            entityManager.persist(asked);
            entityManager.persist(said);
            return running.id();
        });
    }

    private static Generation add(
            EntityManager entityManager,
            Fixture workspace,
            Optional<String> prompt,
            Optional<UUID> messageId,
            Instant now) {
        Credits price = Credits.ofMicro(1);
        AiModel model = new AiModel("openai", "model-" + UuidV7.next(), facts(), now);
        ModelPrice prices = new ModelPrice(
                model.id(), 1, new TokenPrices(price, price, price, price, price, Optional.empty()), now);
        entityManager.persist(model);
        entityManager.persist(prices);
        entityManager.flush();
        Generation.Origin origin = new Generation.Origin(
                Generation.Service.TEXT,
                workspace.workspaceId(),
                workspace.userId(),
                Optional.empty(),
                Optional.empty(),
                messageId,
                prompt,
                Optional.empty(),
                false,
                "node");
        UUID reservation = UuidV7.next();
        Generation running = new Generation(
                UuidV7.next(),
                origin,
                new Generation.Offer(model.id(), model.name(), model.provider(), prices.id()),
                reservation,
                now);
        Database.repository(new GenerationRepository(), entityManager).add(running);
        Database.repository(new LedgerRepository(), entityManager)
                .reserve(reservation, workspace.workspaceId(), price, now, now.plusSeconds(60));
        return running;
    }

    private static ModelFacts facts() {
        return new ModelFacts(
                "Model",
                "",
                Set.of("text"),
                Set.of("text"),
                1000,
                100,
                Set.of(),
                false,
                AiModel.Status.AVAILABLE,
                Optional.empty(),
                Optional.empty());
    }
}
