package dev.atrium.benchmark;

import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.credit.LedgerRepository;
import dev.atrium.persistence.credit.TransferKind;
import dev.atrium.persistence.model.AiModel;
import dev.atrium.persistence.model.ModelFacts;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.TokenPrices;
import dev.atrium.persistence.type.UuidV7;
import dev.atrium.persistence.workspace.Workspace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * Reserves and settles calls as fast as it can, on a PostgreSQL of its own that commits durably: once through the product's repositories,
 * once by the same SQL through the bare driver, in turns. What it prints for each scene is how much of the bare speed the product keeps.
 *
 * <p>{@code mvn -Pbenchmark -pl config/benchmark -am}; {@code -Dbenchmark.clients=8} and {@code -Dbenchmark.seconds=8}.
 */
public final class LedgerBenchmark {

    private static final int CLIENTS = Integer.getInteger("benchmark.clients", 8);
    private static final Duration ROUND = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 8));
    private static final int ROUNDS = 3;
    private static final double REQUIRED = 0.5;

    private final DataSource database;
    private final EntityManagerFactory factory;

    private LedgerBenchmark(DataSource database, EntityManagerFactory factory) {
        this.database = database;
        this.factory = factory;
    }

    /** Makes the calls of one client. */
    private interface Client {
        Calls open() throws SQLException;
    }

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            DataSource database = postgres.getDatabase("postgres", "postgres", Map.of("stringtype", "unspecified"));
            migrate(database);
            String url = postgres.getJdbcUrl("postgres", "postgres") + "&stringtype=unspecified";
            try (EntityManagerFactory factory = Persistence.createEntityManagerFactory(
                    "atrium",
                    Map.of(
                            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                            "jakarta.persistence.jtaDataSource", "",
                            "jakarta.persistence.jdbc.url", url,
                            "jakarta.persistence.jdbc.driver", "org.postgresql.Driver",
                            "eclipselink.connection-pool.default.initial", String.valueOf(CLIENTS),
                            "eclipselink.connection-pool.default.min", String.valueOf(CLIENTS),
                            "eclipselink.connection-pool.default.max", String.valueOf(CLIENTS),
                            "eclipselink.logging.level", "WARNING"))) {
                LedgerBenchmark benchmark = new LedgerBenchmark(database, factory);
                benchmark.compare("1 workspace", 1);
                benchmark.compare("1,000 workspaces", 1000);
            }
        }
    }

    private void compare(String name, int workspaces) throws Exception {
        Scene scene = scene(workspaces);
        Client product = () -> new RepositoryCalls(factory, scene);
        Client bare = () -> new DriverCalls(database, scene);
        measure(product, scene);
        measure(bare, scene);
        long byProduct = 0;
        long byDriver = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byProduct += measure(product, scene);
            byDriver += measure(bare, scene);
        }
        double seconds = ROUNDS * (double) ROUND.toSeconds();
        double ratio = (double) byProduct / byDriver;
        System.out.printf(
                "%-17s %d clients: %6.0f calls/s reserved and settled by the product, %6.0f by the bare driver, ratio %.2f (at least %.1f: %s)%n",
                name,
                CLIENTS,
                byProduct / seconds,
                byDriver / seconds,
                ratio,
                REQUIRED,
                ratio >= REQUIRED ? "yes" : "NO");
    }

    /** The calls that all clients together finish in a round. */
    private static long measure(Client client, Scene scene) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            long end = System.nanoTime() + ROUND.toNanos();
            List<Callable<Long>> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                runs.add(() -> run(client, scene, end));
            }
            long calls = 0;
            for (Future<Long> run : threads.invokeAll(runs)) {
                calls += run.get();
            }
            return calls;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long run(Client client, Scene scene, long end) throws SQLException {
        long count = 0;
        try (Calls calls = client.open()) {
            while (System.nanoTime() < end) {
                UUID workspace = scene.workspaces()
                        .get(ThreadLocalRandom.current()
                                .nextInt(scene.workspaces().size()));
                UUID generation = UuidV7.next();
                UUID reservation = UuidV7.next();
                calls.begin(generation, reservation, workspace);
                calls.settle(generation, reservation, workspace);
                count++;
            }
        }
        return count;
    }

    private Scene scene(int workspaces) {
        Instant now = Instant.now();
        Credits price = Credits.ofMicro(1);
        EntityManager entityManager = factory.createEntityManager();
        entityManager.getTransaction().begin();
        AppUser user =
                new AppUser(UuidV7.next() + "@example.org", "hash", "Ada", "Lovelace", AppUser.Role.USER, now);
        AiModel model = new AiModel("openai", "model-" + UuidV7.next(), facts(), now);
        ModelPrice prices = new ModelPrice(
                model.id(), 1, new TokenPrices(price, price, price, price, price, Optional.empty()), now);
        entityManager.persist(user);
        entityManager.persist(model);
        entityManager.persist(prices);
        LedgerRepository ledger = RepositoryCalls.injected(new LedgerRepository(), entityManager);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < workspaces; i++) {
            Workspace workspace = new Workspace("Benchmark", true, now);
            entityManager.persist(workspace);
            entityManager.flush();
            ledger.open(workspace.id(), now);
            ledger.grant(
                    workspace.id(),
                    Credits.ofMicro(1_000_000_000_000L),
                    TransferKind.GRANT,
                    Optional.empty(),
                    user.id(),
                    "benchmark",
                    now);
            ids.add(workspace.id());
        }
        entityManager.getTransaction().commit();
        entityManager.close();
        return new Scene(user.id(), model.id(), prices.id(), ids);
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

    private static void migrate(DataSource database) throws SQLException, LiquibaseException {
        try (Connection connection = database.getConnection()) {
            new Liquibase(
                            "db/changelog/atrium.xml",
                            new ClassLoaderResourceAccessor(),
                            DatabaseFactory.getInstance()
                                    .findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                    .update();
        }
    }
}
