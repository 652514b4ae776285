package dev.atrium.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Payara Micro in this process, with the application at its root context. */
final class ApplicationServer implements AutoCloseable {

    private static final String APPLICATION = "atrium";
    private static final String CONFIGURATION = "configs.config.server-config.";
    private static final String HTTP_LISTENER =
            CONFIGURATION + "network-config.network-listeners.network-listener.http-listener.";
    private static final String HTTP_PROTOCOL = CONFIGURATION + "network-config.protocols.protocol.http-listener.http.";
    private static final String EXECUTOR =
            "resources.managed-executor-service.concurrent/__defaultManagedExecutorService.";

    private volatile PayaraMicroRuntime runtime;

    /**
     * Starts the server; returns when it listens.
     *
     * @param root an empty directory
     * @param logging a {@code java.util.logging} configuration
     */
    void start(Path root, Path logging, InetAddress address, int port) throws BootstrapException, IOException {
        // Read where they are, inside payara-micro.jar, its 320 jars take two thirds of the time until the first page.
        PayaraMicro.setUpackedJarDir(
                Files.createDirectories(root.resolve("jars")).toFile());
        PayaraMicro.unpackJars();
        PayaraMicro micro = PayaraMicro.getInstance();
        micro.setRootDir(Files.createDirectories(root.resolve("domain")).toFile());
        micro.setLogPropertiesFile(logging.toFile());
        micro.setPrintLogo(false);
        micro.setHttpPort(port);
        // With setNoCluster alone Hazelcast would still listen on all interfaces.
        micro.setNoHazelcast(true);
        micro.setPreBootHandler(commands -> {
            commands.run("set", HTTP_LISTENER + "address=" + address.getHostAddress());
            // A call that waits for a provider's first word takes two of these threads; 200, the default, are 100
            // calls.
            commands.run("set", EXECUTOR + "maximum-pool-size=1000");
            // What the server says about itself in headers helps attackers only.
            commands.run("set", HTTP_PROTOCOL + "xpowered-by=false", HTTP_PROTOCOL + "server-header=false");
            commands.run("set", CONFIGURATION + "phone-home-runtime-configuration.enabled=false");
        });
        runtime = micro.bootStrap();
    }

    /** Deploys the application; returns when it serves, or with false when it could not be deployed. */
    boolean deploy(Path war) {
        // Payara answers true as well when the application was loaded but could not be started.
        return runtime.deploy(APPLICATION, "/", war.toFile())
                && runtime.getDeployedApplicationNames().contains(APPLICATION);
    }

    /** Undeploys the application and stops the server; returns when both have ended. */
    @Override
    public void close() {
        if (runtime == null) {
            return;
        }
        try {
            runtime.shutdown();
        } catch (BootstrapException | IllegalStateException e) {
            // Payara's own shutdown hook was quicker: what ends after the server has to wait for it.
            awaitPayarasHook();
        }
    }

    private static void awaitPayarasHook() {
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("Payara Micro Shutdown Hook")) {
                    thread.join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
