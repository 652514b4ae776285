package dev.atrium.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Payara Micro with the application in it, in this process. {@link ApplicationServer} creates it in the process's own class path, apart from the launcher, so
 * it talks to the rest of the launcher in types of the JDK only.
 */
public final class PayaraMicroServer implements Callable<Boolean>, Closeable {

    private static final String NAME = "atrium";
    private static final String HTTP_LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener.";

    private static final String EXECUTOR =
            "resources.managed-executor-service.concurrent/__defaultManagedExecutorService.";

    private final Path root;
    private final Path logging;
    private final String address;
    private final int port;
    private final Path war;
    private volatile PayaraMicroRuntime runtime;

    public PayaraMicroServer(Path root, Path logging, String address, Integer port, Path war) {
        this.root = root;
        this.logging = logging;
        this.address = address;
        this.port = port;
        this.war = war;
    }

    /** Starts the server and deploys the application at the root context; false when the deployment failed. */
    @Override
    public Boolean call() throws BootstrapException {
        // Unpacked, since a jar within a jar has no classes for newer versions of Java: JSON Binding would take records
        // for empty.
        PayaraMicro.setUpackedJarDir(root.resolve("runtime").toFile());
        PayaraMicro micro = PayaraMicro.getInstance();
        micro.setRootDir(root.toFile());
        micro.setLogPropertiesFile(logging.toFile());
        micro.setPrintLogo(false);
        micro.setHttpPort(port);
        // With setNoCluster alone Hazelcast would still listen on all interfaces.
        micro.setNoHazelcast(true);
        micro.setPreBootHandler(commands -> {
            commands.run("set", HTTP_LISTENER + "address=" + address);
            // A call that waits for a provider's first word takes two of these threads; 200, the default, are 100 calls.
            commands.run("set", EXECUTOR + "maximum-pool-size=1000");
            commands.run("set", "configs.config.server-config.phone-home-runtime-configuration.enabled=false");
        });
        runtime = micro.bootStrap();
        // Payara answers true as well when the application was loaded but could not be started.
        return runtime.deploy(NAME, "/", war.toFile())
                && runtime.getDeployedApplicationNames().contains(NAME);
    }

    @Override
    public void close() throws IOException {
        if (runtime == null) {
            return;
        }
        try {
            runtime.shutdown();
        } catch (BootstrapException e) {
            throw new IOException(e);
        }
    }
}
