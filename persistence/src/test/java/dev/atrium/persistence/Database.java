package dev.atrium.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/** A real PostgreSQL with Atrium's schema, one for the whole test run. */
public final class Database {

    private static final Database INSTANCE = new Database();

    private final DataSource dataSource;
    private final EntityManagerFactory factory;

    private Database() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            // As the product's data source: lets a null of unknown type stand for a null uuid.
            dataSource = postgres.getDatabase("postgres", "postgres", Map.of("stringtype", "unspecified"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL's binaries, which come with Maven, do not run here", e);
        }
        migrate();
        factory = Persistence.createEntityManagerFactory(
                "atrium",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", dataSource,
                        "eclipselink.logging.level", "SEVERE"));
    }

    public static Database get() {
        return INSTANCE;
    }

    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    /** Applies the change sets; harmless when they are there. */
    public void migrate() {
        try (Connection connection = connect()) {
            Liquibase liquibase = new Liquibase(
                    "db/changelog/atrium.xml",
                    new ClassLoaderResourceAccessor(),
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)));
            liquibase.update();
        } catch (SQLException | LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs work in a transaction of its own; an exception rolls it back, as does marking it for that. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManager entityManager = factory.createEntityManager();
        try {
            entityManager.getTransaction().begin();
            T result = work.apply(entityManager);
            if (!entityManager.getTransaction().getRollbackOnly()) {
                entityManager.getTransaction().commit();
            }
            return result;
        } finally {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
            entityManager.close();
        }
    }

    public void run(Consumer<EntityManager> work) {
        inTransaction(entityManager -> {
            work.accept(entityManager);
            return null;
        });
    }

    /** Does by hand what the container's injection does. */
    public static <R> R repository(R repository, EntityManager entityManager) {
        try {
            Field field = repository.getClass().getDeclaredField("entityManager");
            field.setAccessible(true);
            field.set(repository, entityManager);
            return repository;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
