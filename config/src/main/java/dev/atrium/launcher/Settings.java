package dev.atrium.launcher;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the launcher itself acts on, read and checked before anything starts.
 *
 * @param address where the portal listens
 * @param port the port it listens on; 0 takes a free one
 * @param dataDirectory where everything is kept that must survive a restart; absolute
 * @param externalDatabase the PostgreSQL server to use; empty for the embedded one
 * @param demo when to start the demo providers
 * @param publicUrl the address under which people reach the portal; empty for the listening one
 */
record Settings(
        InetAddress address,
        int port,
        Path dataDirectory,
        Optional<Database> externalDatabase,
        DemoMode demo,
        Optional<URI> publicUrl) {

    private static final int HIGHEST_PORT = 65_535;

    static Settings read(Configuration configuration) throws StartFailure {
        checkWhatOnlyTheApplicationReads(configuration);
        return new Settings(
                address(configuration),
                port(configuration),
                dataDirectory(configuration),
                externalDatabase(configuration),
                oneOf(DemoMode.class, "atrium.demo", configuration).orElse(DemoMode.AUTO),
                httpUrl("atrium.public-url", configuration));
    }

    /** A typing error here would otherwise show only when the server has started, as a failed deployment. */
    private static void checkWhatOnlyTheApplicationReads(Configuration configuration) throws StartFailure {
        oneOf(SignUp.class, "atrium.signup", configuration);
        for (Provider provider : Provider.values()) {
            httpUrl(provider.urlKey(), configuration);
        }
        Optional<String> email = configuration.find("atrium.admin.email");
        if (email.isPresent() && !email.get().matches("[^@\\s]+@[^@\\s]+")) {
            throw malformed("atrium.admin.email", email.get(), "an e-mail address");
        }
    }

    private static int port(Configuration configuration) throws StartFailure {
        String key = "atrium.http.port";
        String value = configuration.find(key).orElse("8080");
        return parsed(key, value, "a port number from 0 to " + HIGHEST_PORT, text -> {
            int port = Integer.parseInt(text);
            if (port < 0 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException();
            }
            return port;
        });
    }

    private static InetAddress address(Configuration configuration) throws StartFailure {
        String value = configuration.find("atrium.http.address").orElse("127.0.0.1");
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw malformed("atrium.http.address", value, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
        }
    }

    private static Path dataDirectory(Configuration configuration) throws StartFailure {
        String key = "atrium.data-dir";
        return parsed(key, configuration.find(key).orElse("data"), "the path of a directory", text -> {
            try {
                return Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    private static Optional<Database> externalDatabase(Configuration configuration) throws StartFailure {
        Optional<String> url = configuration.find("atrium.db.url");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!url.get().startsWith("jdbc:postgresql:")) {
            throw malformed("atrium.db.url", Database.withoutParameters(url.get()), "a jdbc:postgresql: address");
        }
        return Optional.of(new Database(
                url.get(),
                configuration.find("atrium.db.user").orElse(""),
                configuration.find("atrium.db.password").orElse("")));
    }

    private static Optional<URI> httpUrl(String key, Configuration configuration) throws StartFailure {
        Optional<String> value = configuration.find(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parsed(key, value.get(), "an address that starts with http:// or https://", text -> {
            URI uri = URI.create(text);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw new IllegalArgumentException();
            }
            return uri;
        }));
    }

    private static <E extends Enum<E>> Optional<E> oneOf(Class<E> type, String key, Configuration configuration)
            throws StartFailure {
        Optional<String> value = configuration.find(key);
        Optional<E> constant = value.flatMap(text -> Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().equalsIgnoreCase(text))
                .findFirst());
        if (value.isPresent() && constant.isEmpty()) {
            String choices = Arrays.stream(type.getEnumConstants())
                    .map(candidate -> candidate.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            throw malformed(key, value.get(), "one of " + choices);
        }
        return constant;
    }

    private static <T> T parsed(String key, String value, String expected, Function<String, T> parser)
            throws StartFailure {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw malformed(key, value, expected);
        }
    }

    private static StartFailure malformed(String key, String value, String expected) {
        return new StartFailure(key + " is \"" + value + "\", but must be " + expected + ".");
    }

    /** The values of {@code atrium.signup}. */
    private enum SignUp {
        OPEN,
        INVITE,
        OFF
    }
}
