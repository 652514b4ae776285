package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.persistence.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** SQL as somebody types it at the database's own prompt. */
final class Sql {

    private Sql() {}

    static void run(String sql) throws SQLException {
        try (Connection connection = Database.get().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows with their columns separated by a space. */
    static List<String> rows(String query) {
        try (Connection connection = Database.get().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder columns = new StringBuilder(row.getString(1));
                for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.append(' ').append(row.getString(i));
                }
                rows.add(columns.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void assertRefused(String sql, String because) {
        assertThatThrownBy(() -> run(sql))
                .as(sql)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(because);
    }
}
