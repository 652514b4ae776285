package dev.atrium.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void keeps_what_it_acknowledged_also_when_the_one_before_was_never_closed() throws Exception {
        try (DataDirectory data = DataDirectory.take(directory.resolve("data"))) {
            EmbeddedDatabase abandoned = EmbeddedDatabase.start(data);
            execute(abandoned.database(), "CREATE TABLE kept AS SELECT 42 AS answer");
            ProcessHandle orphan = serverOf(data);
            // zonky's lock would have ended with its process.
            Files.delete(data.database().resolve("epg-lock"));

            try (EmbeddedDatabase next = EmbeddedDatabase.start(data)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(query(next.database(), "SELECT answer FROM kept")).isEqualTo("42");
                assertThat(query(next.database(), "SHOW fsync")).isEqualTo("on");
                assertThat(query(next.database(), "SHOW synchronous_commit")).isEqualTo("on");
                assertThat(query(next.database(), "SHOW server_version")).startsWith("18.");
                assertThatThrownBy(() -> query(new Database(next.database().url(), "atrium", "guess"), "SELECT 1"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password");
            }
            assertThat(data.database().resolve("postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_second_taker_of_the_data_directory_is_refused() throws Exception {
        Path place = directory.resolve("data");
        try (DataDirectory first = DataDirectory.take(place)) {
            assertThat(first.database()).isEqualTo(place.resolve("postgres"));
            assertThatThrownBy(() -> DataDirectory.take(place))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("atrium.data-dir");
        }
        DataDirectory.take(place).close();
    }

    private static ProcessHandle serverOf(DataDirectory data) throws IOException {
        String pid =
                Files.readAllLines(data.database().resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
