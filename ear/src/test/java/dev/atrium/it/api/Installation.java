package dev.atrium.it.api;

import dev.atrium.demo.DemoProviders;
import dev.atrium.it.Distribution;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The distribution on a database server of its own, as an operator would run it, with providers in the tests' own process. One serves all
 * test classes of a run, so each test brings its own users and takes nothing for granted of what others left.
 */
public final class Installation implements AutoCloseable {

    /** A model of each provider; {@code house} is an endpoint in the house that speaks OpenAI's format. */
    static final String OPENAI_MODEL = "gpt-4-turbo";

    static final String ANTHROPIC_MODEL = "claude-sonnet-4-5";
    static final String GOOGLE_MODEL = "gemini-2.5-flash";
    static final String MISTRAL_MODEL = "mistral-large-2512";
    public static final String HOUSE_MODEL = "house-small";

    /** A model whose input is free and each of whose output tokens costs half a credit, so that a worst case is easy to tell. */
    public static final String DEAR_MODEL = "house-dear";

    /** The administrator of each distribution that {@link #servedBy} configures. */
    public static final String ADMIN_EMAIL = "admin@example.org";

    /** What a new user has. */
    public static final int SIGN_UP_CREDITS = 500;

    /** The most bytes of a file, and of all files of a workspace. */
    static final int MAX_FILE_BYTES = 400_000;

    static final int WORKSPACE_BYTES = 1_000_000;

    /** The most bytes of a recording, and the most seconds. */
    static final int MAX_RECORDING_BYTES = 300_000;

    static final int MAX_RECORDING_SECONDS = 60;

    private final EmbeddedPostgres postgres;
    private final DemoProviders providers;
    private final Mailbox mailbox;
    private final Distribution distribution;

    private Installation(
            EmbeddedPostgres postgres, DemoProviders providers, Mailbox mailbox, Distribution distribution) {
        this.postgres = postgres;
        this.providers = providers;
        this.mailbox = mailbox;
        this.distribution = distribution;
    }

    /** The one installation of the run, started for the first test that asks. */
    public static Installation of(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Installation.class))
                .getOrComputeIfAbsent(Installation.class, type -> Installation.start(), Installation.class);
    }

    private static Installation start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            DemoProviders providers = DemoProviders.start(0, Duration.ZERO);
            Mailbox mailbox = Mailbox.start();
            Distribution distribution = servedBy(providers)
                    .property("atrium.db.url", postgres.getJdbcUrl("postgres", "postgres"))
                    .property("atrium.trusted-proxies", "127.0.0.1")
                    .property("atrium.mail.host", "127.0.0.1")
                    .property("atrium.mail.port", Integer.toString(mailbox.port()))
                    .property("atrium.mail.security", "none")
                    .property("mp.jwt.verify.issuer", OutsideIssuer.NAME)
                    .property("mp.jwt.verify.publickey", OutsideIssuer.publicKey())
                    .property("mp.jwt.verify.audiences", OutsideIssuer.AUDIENCE)
                    .property("atrium.jwt.admin-groups", OutsideIssuer.ADMINS)
                    .start();
            return new Installation(postgres, providers, mailbox, distribution);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings with which a distribution asks these providers. */
    static Distribution.Settings servedBy(DemoProviders providers) {
        Distribution.Settings settings = Distribution.with()
                .property("atrium.signup.credits", Integer.toString(SIGN_UP_CREDITS))
                .property("atrium.admin.email", ADMIN_EMAIL)
                .property("atrium.admin.password", Client.PASSWORD)
                // A failing provider is tried again at once, is not given a rest, and is not waited for as long as
                // usual.
                .property("atrium.provider.retry-pause", "PT0.02S")
                .property("atrium.provider.circuit-failures", "1000000")
                .property("atrium.text.first-byte-timeout", "PT6S")
                .property("atrium.text.silence-timeout", "PT10S")
                .property("atrium.text.whole-answer-timeout", "PT6S")
                .property("atrium.media.max-file-bytes", Integer.toString(MAX_FILE_BYTES))
                .property("atrium.media.workspace-bytes", Integer.toString(WORKSPACE_BYTES))
                .property("atrium.transcription.max-bytes", Integer.toString(MAX_RECORDING_BYTES))
                .property("atrium.transcription.max-duration", "PT" + MAX_RECORDING_SECONDS + "S");
        for (String vendor : new String[] {"openai", "anthropic", "google", "mistral"}) {
            settings.property(
                            "atrium.provider." + vendor + ".url",
                            providers.baseUrl(vendor).toString())
                    .property("atrium.provider." + vendor + ".api-key", "key-of-" + vendor);
        }
        String compatible = providers.baseUrl("compatible").toString();
        return settings.property("atrium.compatible.house.url", compatible)
                .property("atrium.compatible.house.models", HOUSE_MODEL)
                .property("atrium.compatible.house.input-price", "0.5")
                .property("atrium.compatible.house.output-price", "2")
                .property("atrium.compatible.dear.url", compatible)
                .property("atrium.compatible.dear.models", DEAR_MODEL)
                .property("atrium.compatible.dear.output-price", "5000");
    }

    /** The providers that answer, to be told what to say. */
    public DemoProviders providers() {
        return providers;
    }

    /** What the installation has sent by mail. */
    Mailbox mailbox() {
        return mailbox;
    }

    /** Somebody who has just signed up and proved their address. */
    Client verifiedUser() throws IOException, InterruptedException {
        Client user = newUser();
        String secret = mailbox.secret(user.email(), "/verify");
        Client.stranger(uri())
                .post("auth/verify-email", Json.createObjectBuilder().add("token", secret))
                .mustBe(200);
        return user;
    }

    Ledger ledger() {
        return new Ledger(postgres.getPostgresDatabase());
    }

    /** What is stored of a question that was asked once. */
    StoredTurn storedTurn(String question) throws SQLException {
        return StoredTurn.of(postgres.getPostgresDatabase(), question);
    }

    /** Has the database do something, as its owner. */
    void sql(String statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** The address that paths of the portal, and {@code api/…} ones, are resolved against. */
    public URI uri() {
        return distribution.uri();
    }

    /** Somebody who has just signed up. */
    Client newUser() throws IOException, InterruptedException {
        return Client.signUp(uri());
    }

    /** The administrator of the organisation. */
    Client admin() throws IOException, InterruptedException {
        return Client.of(uri(), ADMIN_EMAIL);
    }

    @Override
    public void close() throws IOException {
        try (postgres;
                providers;
                mailbox) {
            distribution.close();
        }
    }

    /** Hands the installation of the run to whatever asks for it by a parameter. */
    public static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Installation.class;
        }

        @Override
        public Installation resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Installation.of(context);
        }
    }
}
