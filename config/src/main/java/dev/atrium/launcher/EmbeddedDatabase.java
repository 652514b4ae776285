package dev.atrium.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL server of our own under the data directory. What it acknowledged survives a crash of the machine; its port is a
 * free one on the loopback interface, and only who can read the password file gets in.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final String ROLE = "atrium";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Path files;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Path files, String password) {
        this.postgres = postgres;
        this.files = files;
        this.password = password;
    }

    static EmbeddedDatabase start(DataDirectory data) throws StartFailure {
        try {
            stopOrphan(data.database());
            String password = password(data);
            EmbeddedDatabase database = new EmbeddedDatabase(startServer(data, password), data.database(), password);
            try {
                database.createRoleAndDatabase();
            } catch (SQLException e) {
                database.close();
                throw e;
            }
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            String remedy = "root".equals(System.getProperty("user.name"))
                    ? "start Atrium as an ordinary user, for PostgreSQL refuses root, or give a server with atrium.db.url."
                    : "see postgres/log and logs in the data directory, or give a server with atrium.db.url.";
            throw new StartFailure("the embedded PostgreSQL does not start (" + e.getMessage() + "): " + remedy, e);
        }
    }

    Database database() {
        return new Database("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + ROLE, ROLE, password);
    }

    /** Ends the server after a last checkpoint, and returns when it has ended. */
    @Override
    public void close() throws IOException {
        Optional<ProcessHandle> server = serverOf(files);
        try {
            postgres.close();
        } finally {
            if (server.isPresent()) {
                // A signal to the whole process group, like a second Ctrl+C, kills the pg_ctl that should have asked
                // for it, and on a busy machine pg_ctl gives up too early.
                end(server.get());
            }
        }
    }

    private static EmbeddedPostgres startServer(DataDirectory data, String password) throws IOException {
        Path programs = data.databasePrograms();
        // zonky removes what looks like an old database under its working directory: keep that away from the real one.
        System.setProperty("ot.epg.working-dir", programs.toString());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data.database())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                // These reach initdb as its long options; without them it would let every local user in.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", data.databasePassword().toString())
                // The sort order that PostgreSQL brings along: the same on every system, for ever.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setConnectConfig("password", password)
                // zonky's own defaults are made for tests and lose what was committed last.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                // One file for each day of the week, so that they take a bounded space.
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on")
                .start();
    }

    /** The application's own role owns its database and nothing else. */
    private void createRoleAndDatabase() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + ROLE + "'")) {
                statement.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + ROLE + "'")) {
                statement.execute("CREATE DATABASE " + ROLE + " OWNER " + ROLE);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next();
        }
    }

    /** When our process was killed, its PostgreSQL lived on: end it, for a second one cannot open the same files. */
    private static void stopOrphan(Path files) throws IOException {
        Optional<ProcessHandle> orphan = serverOf(files);
        if (orphan.isPresent()) {
            end(orphan.get());
        }
    }

    /** The running server that the first line of {@code postmaster.pid} names, unless that number now belongs to another program. */
    private static Optional<ProcessHandle> serverOf(Path files) throws IOException {
        Path pidFile = files.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.stream()
                .findFirst()
                .map(String::strip)
                .filter(pid -> pid.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> process.info().command().orElse("postgres").contains("postgres"));
    }

    /** Ends a server whose clients are gone: the signal asks PostgreSQL for its "smart" shutdown, which waits for them. */
    private static void end(ProcessHandle server) throws IOException {
        server.destroy();
        try {
            server.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException(
                    "PostgreSQL with process id " + server.pid() + " has not ended after " + STOP.toSeconds() + " s",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was stopping", e);
        }
    }

    private static String password(DataDirectory data) throws IOException {
        Path file = data.databasePassword();
        if (Files.notExists(file)) {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            if (posix) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file, HexFormat.of().formatHex(secret), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return Files.readString(file).strip();
    }
}
