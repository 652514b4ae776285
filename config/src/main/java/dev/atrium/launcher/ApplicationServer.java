package dev.atrium.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.concurrent.Callable;

/**
 * Keeps Payara Micro and the application apart from the launcher's libraries: in one class loader the driver and the
 * compression of the embedded database would come before those that the application brings along.
 */
final class ApplicationServer implements Closeable {

    private final URLClassLoader loader;
    private final Object server;

    private ApplicationServer(URLClassLoader loader, Object server) {
        this.loader = loader;
        this.server = server;
    }

    /**
     * Prepares a server; nothing of it runs yet.
     *
     * @param jar stock Payara Micro
     * @param root an empty directory for it
     * @param logging a {@code java.util.logging} configuration
     */
    static ApplicationServer prepare(Path jar, Path root, Path logging, String address, int port, Path war)
            throws IOException {
        CodeSource launcher = ApplicationServer.class.getProtectionDomain().getCodeSource();
        URL[] classes = {jar.toUri().toURL(), launcher.getLocation()};
        URLClassLoader loader = new URLClassLoader("payara-micro", classes, ClassLoader.getPlatformClassLoader());
        try {
            Object server = loader.loadClass(PayaraMicroServer.class.getName())
                    .getConstructor(Path.class, Path.class, String.class, Integer.class, Path.class)
                    .newInstance(root, logging, address, port, war);
            return new ApplicationServer(loader, server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Payara Micro is not in " + jar, e);
        }
    }

    /** Starts the server and deploys the application; returns when both are done, with false when the deployment failed. */
    boolean start() throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        return (Boolean) ((Callable<?>) server).call();
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(loader);
        ((Closeable) server).close();
        loader.close();
    }
}
