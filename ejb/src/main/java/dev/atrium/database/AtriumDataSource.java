package dev.atrium.database;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postgresql.xa.PGXADataSource;

/**
 * PostgreSQL as {@code atrium.db.url}, {@code atrium.db.user} and {@code atrium.db.password} say. A data source that configures itself
 * needs nothing of any application server.
 */
public class AtriumDataSource extends PGXADataSource {

    /** Requests that wait for a connection are answered, if only with a refusal. */
    private static final int CONNECT_SECONDS = 5;

    public AtriumDataSource() {
        Config config = ConfigProvider.getConfig();
        config.getOptionalValue("atrium.db.url", String.class).ifPresent(this::setUrl);
        config.getOptionalValue("atrium.db.user", String.class).ifPresent(this::setUser);
        config.getOptionalValue("atrium.db.password", String.class).ifPresent(this::setPassword);
        setApplicationName("atrium");
        // EclipseLink binds a null uuid as a null text, which PostgreSQL takes only where the type is left open.
        setStringType("unspecified");
        setTcpKeepAlive(true);
        setConnectTimeout(CONNECT_SECONDS);
    }
}
