package dev.atrium.persistence.generation;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.persistence.type.UuidV7;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Generations for tests to start from. */
public final class StoredGenerations {

    private StoredGenerations() {}

    /** A completion that is running, paid by a workspace that has a micro-credit at least. */
    public static UUID run(Fixture workspace) {
        return Database.get().inTransaction(entityManager -> {
            Credits price = Credits.ofMicro(1);
            AiModel model = new AiModel("openai", "model-" + UuidV7.next(), facts(), Fixture.NOW);
            ModelPrice prices = new ModelPrice(
                    model.id(), 1, new TokenPrices(price, price, price, price, price, Optional.empty()), Fixture.NOW);
            entityManager.persist(model);
            entityManager.persist(prices);
            entityManager.flush();
            Generation.Origin origin = new Generation.Origin(
                    Generation.Service.TEXT,
                    workspace.workspaceId(),
                    workspace.userId(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("a secret plan"),
                    Optional.empty(),
                    false,
                    "node");
            UUID reservation = UuidV7.next();
            Generation running = new Generation(
                    UuidV7.next(),
                    origin,
                    new Generation.Offer(model.id(), model.name(), model.provider(), prices.id()),
                    reservation,
                    Fixture.NOW);
            Database.repository(new GenerationRepository(), entityManager).add(running);
            Database.repository(new LedgerRepository(), entityManager)
                    .reserve(reservation, workspace.workspaceId(), price, Fixture.NOW, Fixture.NOW.plusSeconds(60));
            return running.id();
        });
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
