package dev.atrium.launcher;

import dev.atrium.demo.DemoProviders;
import fish.payara.micro.BootstrapException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Starts Atrium from the directory of its distribution and stays until the process is told to stop. The exit code is 1, after one
 * sentence on the error stream, when it cannot start.
 */
public final class Atrium {

    /** What demo mode gives a provider as its key, for without one it counts as not configured. */
    private static final String PLACEHOLDER_KEY = "demo";

    private final Path distribution;
    private final Configuration configuration;
    private final Settings settings;
    private final RunningParts parts = new RunningParts();

    private Atrium(Path distribution, Configuration configuration, Settings settings) {
        this.distribution = distribution;
        this.configuration = configuration;
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        try {
            Path distribution = distribution();
            Configuration configuration = Configuration.ofProcess(distribution.resolve("atrium.properties"));
            new Atrium(distribution, configuration, Settings.read(configuration)).start();
        } catch (StartFailure failure) {
            Console.complain("Atrium cannot start: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void start() throws StartFailure {
        parts.stopWithTheProcess();
        DataDirectory data = parts.start(() -> DataDirectory.take(settings.dataDirectory()));
        ServerLog log = ServerLog.open(distribution.resolve("logging.properties"), data);
        Console.logWhatOthersPrint();
        int port = freePort();
        URI address = address(port);
        Console.say("Starting Atrium; its data is in " + settings.dataDirectory());

        // Else the JDK would send a request a second time whose connection broke, and the provider might charge for
        // both.
        System.setProperty("sun.net.http.retryPost", "false");
        configure(configuration.onlyInFile());
        configure(Map.of(
                "atrium.data-dir", settings.dataDirectory().toString(),
                "atrium.http.port", Integer.toString(port),
                "atrium.public-url", settings.publicUrl().orElse(address).toString()));
        configure(database(data).asConfiguration());
        boolean demo = settings.demo().isActive(configuration);
        if (demo) {
            startDemoProviders();
        }
        startServer(data, log, port);

        Console.say("Atrium is ready at " + settings.publicUrl().orElse(address) + "/");
        Optional.ofNullable(System.getProperty("atrium.first-sign-in"))
                .ifPresent(account -> Console.say("First sign-in: " + account));
        if (demo) {
            Console.say("No provider has a key, so the answers are simulated.");
        }
        Console.say("Press Ctrl+C to stop.");
        if (Boolean.getBoolean("atrium.stop-at-end-of-input")) {
            stopAtEndOf(System.in);
        }
    }

    private Database database(DataDirectory data) throws StartFailure {
        if (settings.externalDatabase().isPresent()) {
            settings.externalDatabase().get().check();
            return settings.externalDatabase().get();
        }
        return parts.start(() -> EmbeddedDatabase.start(data)).database();
    }

    /** Points every provider that is not configured to the demo server; an address of one's own is never replaced. */
    private void startDemoProviders() throws StartFailure {
        DemoProviders providers = parts.start(() -> DemoProviders.start(0));
        for (Provider provider : Provider.values()) {
            if (provider.hasKey(configuration)) {
                continue;
            }
            if (!provider.hasUrl(configuration)) {
                System.setProperty(
                        provider.urlKey(), providers.baseUrl(provider.id()).toString());
            }
            System.setProperty(provider.apiKeyKey(), PLACEHOLDER_KEY);
        }
        if (!DemoMode.hasCompatibleEndpoint(configuration)) {
            configure(Map.of(
                    "atrium.compatible.demo.url",
                    providers.baseUrl("compatible").toString(),
                    "atrium.compatible.demo.api-key",
                    PLACEHOLDER_KEY,
                    "atrium.compatible.demo.models",
                    "llama-3.3-70b-instruct,qwen3-32b,gpt-oss-20b"));
        }
        System.setProperty("atrium.demo.active", "true");
    }

    private void startServer(DataDirectory data, ServerLog log, int port) throws StartFailure {
        boolean deployed;
        try {
            ApplicationServer server = parts.start(ApplicationServer::new);
            server.start(data.emptyServerRoot(), log.configuration(), settings.address(), port);
            deployed = log.quietly(() -> server.deploy(distribution.resolve("atrium.war")));
        } catch (BootstrapException | IOException e) {
            throw new StartFailure("Payara Micro does not start (" + e.getMessage() + "): see " + log.file() + ".", e);
        }
        if (!deployed) {
            String reason = System.getProperty("atrium.start-failure");
            throw new StartFailure(
                    reason != null ? reason : "the application was not deployed: " + log.file() + " says why.");
        }
        Readiness.await(settings.address(), port, log);
    }

    /** The configured port, or a free one for port 0; refuses one that is taken. */
    private int freePort() throws StartFailure {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.address(), settings.port()));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure(
                    "port " + settings.port() + " of " + settings.address().getHostAddress()
                            + " is not to be had (" + e.getMessage()
                            + "): stop the program that uses it, or choose another one with atrium.http.port.",
                    e);
        }
    }

    private URI address(int port) {
        InetAddress address = settings.address();
        boolean local = address.isLoopbackAddress() || address.isAnyLocalAddress();
        try {
            return new URI("http", null, local ? "localhost" : address.getHostAddress(), port, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void configure(Map<String, String> values) {
        values.forEach(System::setProperty);
    }

    /** This class is in a jar of the distribution's {@code lib}. */
    private static Path distribution() {
        try {
            Path jar = Path.of(Atrium.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one who started us holds the other end; it closes when that process ends, in whatever way. */
    private static void stopAtEndOf(InputStream input) {
        Thread reader = new Thread(
                () -> {
                    try {
                        input.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // A broken pipe is an end, too.
                    }
                    System.exit(0);
                },
                "atrium-input");
        reader.setDaemon(true);
        reader.start();
    }
}
