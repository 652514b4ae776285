package dev.atrium.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * The PostgreSQL database that the application works on.
 *
 * @param url its JDBC address
 * @param user empty when the address says it
 * @param password empty when the address says it or none is needed
 */
record Database(String url, String user, String password) {

    private static final int CONNECT_SECONDS = 10;

    /** Connects once, so that a wrong address or password is one sentence now and not a failed deployment later. */
    void check() throws StartFailure {
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        try (Connection connection =
                user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password)) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw new StartFailure(
                    "the database of atrium.db.url, " + withoutParameters(url) + ", does not let Atrium in ("
                            + e.getMessage().strip()
                            + "): start it, or correct atrium.db.url, atrium.db.user and atrium.db.password.",
                    e);
        }
    }

    /** The configuration by which the application finds this database. */
    Map<String, String> asConfiguration() {
        return Map.of("atrium.db.url", url, "atrium.db.user", user, "atrium.db.password", password);
    }

    /** The address as it may be shown: its parameters can hold a password. */
    static String withoutParameters(String url) {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    @Override
    public String toString() {
        return withoutParameters(url);
    }
}
