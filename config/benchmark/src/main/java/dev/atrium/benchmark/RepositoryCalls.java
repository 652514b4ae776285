package dev.atrium.benchmark;

import dev.atrium.persistence.credit.BudgetRepository;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.persistence.generation.GenerationRepository;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** As the product does it: through the repositories, with a persistence context for each transaction. */
final class RepositoryCalls implements Calls {

    private final EntityManagerFactory factory;
    private final Scene scene;

    RepositoryCalls(EntityManagerFactory factory, Scene scene) {
        this.factory = factory;
        this.scene = scene;
    }

    @Override
    public void begin(UUID generationId, UUID reservationId, UUID workspaceId) {
        Instant now = Instant.now();
        inTransaction(entityManager -> {
            Generation.Origin origin = new Generation.Origin(
                    Generation.Service.TEXT,
                    workspaceId,
                    scene.userId(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("prompt"),
                    Optional.empty(),
                    true,
                    "benchmark");
            Generation.Offer offer = new Generation.Offer(scene.modelId(), "model", "openai", scene.priceId());
            injected(new GenerationRepository(), entityManager)
                    .add(new Generation(generationId, origin, offer, reservationId, now));
            check(injected(new BudgetRepository(), entityManager)
                    .findAll(workspaceId, scene.userId(), Optional.empty())
                    .isEmpty());
            boolean reserved = injected(new LedgerRepository(), entityManager)
                    .reserve(reservationId, workspaceId, Credits.ofMicro(1000), now, now.plusSeconds(600));
            check(reserved);
        });
    }

    @Override
    public void settle(UUID generationId, UUID reservationId, UUID workspaceId) {
        Instant now = Instant.now();
        inTransaction(entityManager -> {
            Generation generation = injected(new GenerationRepository(), entityManager)
                    .findForUpdate(generationId)
                    .orElseThrow();
            Credits cost = Credits.ofMicro(400);
            check(injected(new LedgerRepository(), entityManager)
                    .capture(reservationId, cost, generationId, scene.userId(), "text: model", now));
            generation.settle(
                    Generation.Status.COMPLETED,
                    new Generation.Quantity(Generation.Unit.TOKEN, 30),
                    Optional.of(new Generation.Usage(10, 20, 0, 0, 0, false)),
                    cost,
                    "stop",
                    new Generation.Timing(Optional.of(Duration.ofMillis(100)), Duration.ofMillis(900)),
                    now);
            generation.keepAnswer("answer", "", Optional.empty());
        });
    }

    private void inTransaction(Consumer<EntityManager> work) {
        EntityManager entityManager = factory.createEntityManager();
        try {
            entityManager.getTransaction().begin();
            work.accept(entityManager);
            entityManager.getTransaction().commit();
        } finally {
            entityManager.close();
        }
    }

    static void check(boolean done) {
        if (!done) {
            throw new IllegalStateException("The ledger refused what it had room for");
        }
    }

    /** Does by hand what the container's injection does. */
    static <R> R injected(R repository, EntityManager entityManager) {
        try {
            Field field = repository.getClass().getDeclaredField("entityManager");
            field.setAccessible(true);
            field.set(repository, entityManager);
            return repository;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // The factory is shared.
    }
}
