package dev.atrium.database;

import dev.atrium.settings.InvalidConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.eclipse.microprofile.config.Config;

/**
 * Brings the schema up to date before anything else of the application starts; other start-up beans depend on it by name. Nodes that
 * start at once take turns, by Liquibase's own lock.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:app/jdbc/atrium",
        className = "dev.atrium.database.AtriumDataSource",
        initialPoolSize = 4,
        minPoolSize = 4,
        maxPoolSize = 24,
        // Names of one server's pool, which others pass over. Who waits longer for a connection has no use for it any
        // more; a connection
        // is looked at before it is handed out, at most once a second, since the database may have been restarted in
        // between.
        properties = {
            "fish.payara.max-wait-time-in-millis=5000",
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=auto-commit",
            "fish.payara.validate-atmost-once-period-in-seconds=1"
        })
public class SchemaMigration {

    private static final System.Logger LOG = System.getLogger(SchemaMigration.class.getName());

    @Resource(lookup = "java:app/jdbc/atrium")
    private DataSource dataSource;

    @Inject
    private Config config;

    @PostConstruct
    void migrate() {
        if (config.getOptionalValue("atrium.db.url", String.class).isEmpty()) {
            throw new InvalidConfiguration("atrium.db.url", "must be the jdbc:postgresql: address of the database");
        }
        try (Connection connection = dataSource.getConnection()) {
            ClassLoader classLoader = getClass().getClassLoader();
            // Without the scope Liquibase looks for its parts with the server's class loader, which has none.
            Scope.child(
                    Map.of(
                            Scope.Attr.classLoader.name(),
                            classLoader,
                            Scope.Attr.resourceAccessor.name(),
                            new ClassLoaderResourceAccessor(classLoader)),
                    () -> update(connection));
        } catch (SQLException e) {
            throw new InvalidConfiguration(
                    "atrium.db.url", "must be the address of a PostgreSQL that can be reached", e);
        } catch (Exception e) {
            throw new IllegalStateException("The database's schema could not be brought up to date", e);
        }
        LOG.log(Level.INFO, "The database is ready.");
    }

    private static void update(Connection connection) throws Exception {
        new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "db/changelog/atrium.xml")
                .addArgumentValue(
                        DbUrlConnectionArgumentsCommandStep.DATABASE_ARG,
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection)))
                .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY_OUTPUT, UpdateSummaryOutputEnum.LOG)
                .execute();
    }
}
