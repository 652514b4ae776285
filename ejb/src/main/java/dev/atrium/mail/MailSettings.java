package dev.atrium.mail;

import dev.atrium.settings.Configuration;
import dev.atrium.settings.InvalidConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import java.util.Optional;

/** What the operator configured about mail. */
@ApplicationScoped
public class MailSettings {

    private static final String HOST = "atrium.mail.host";
    private static final String PORT = "atrium.mail.port";
    private static final String SECURITY = "atrium.mail.security";
    private static final String USER = "atrium.mail.user";
    private static final String PASSWORD = "atrium.mail.password";
    private static final String FROM = "atrium.mail.from";

    /** How the connection to the mail server is protected. */
    enum Security {
        /** Begun in plain text and encrypted before anything else is said; a server that cannot is refused. */
        STARTTLS,
        /** Encrypted from its first byte. */
        TLS,
        /** Not at all. */
        NONE
    }

    /**
     * A mail server.
     *
     * @param from the sender of all mail
     */
    record Server(
            String host,
            int port,
            Security security,
            Optional<String> user,
            Optional<String> password,
            InternetAddress from) {

        /** Leaves the password out, since this text may end up in logs. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private final Optional<Server> server;
    private final String publicUrl;

    /** For the client proxy. */
    protected MailSettings() {
        server = Optional.empty();
        publicUrl = "";
    }

    @Inject
    MailSettings(Configuration configuration) {
        server = configuration.text(HOST).map(host -> read(host, configuration));
        publicUrl = configuration
                .required("atrium.public-url", "must be the address where people reach Atrium", text -> text)
                .replaceAll("/+$", "");
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first mail.
    }

    private static Server read(String host, Configuration configuration) {
        Server server = new Server(
                host,
                configuration.required(PORT, "must be a port from 1 to 65535", MailSettings::port),
                configuration.required(
                        SECURITY,
                        "must be starttls, tls or none",
                        text -> Security.valueOf(text.toUpperCase(Locale.ROOT))),
                configuration.text(USER),
                configuration.secret(PASSWORD, "must be the password of " + USER, text -> text),
                configuration.required(FROM, "must be an e-mail address", MailSettings::address));
        if (server.user().isPresent() != server.password().isPresent()) {
            throw new InvalidConfiguration(
                    server.user().isPresent() ? PASSWORD : USER, "must be given, since the other of the two is");
        }
        return server;
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(text);
        }
        return port;
    }

    private static InternetAddress address(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.validate();
            return address;
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Where mail is handed in; empty when it only goes to the log. */
    Optional<Server> server() {
        return server;
    }

    /** Whether mail reaches people. Without it nobody can prove that an address is theirs, and accounts are taken at their word. */
    public boolean reachesPeople() {
        return server.isPresent();
    }

    /**
     * The address of a page, for a link in a mail.
     *
     * @param path with a slash at its beginning
     */
    public String link(String path) {
        return publicUrl + path;
    }
}
