package dev.atrium.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Keeps Payara Micro and the application apart from the launcher's libraries: in one class loader the driver and the
 * compression of the embedded database would come before those that the application brings along.
 */
final class ApplicationServer implements Closeable {

    private final Object server;

    private ApplicationServer(Object server) {
        this.server = server;
    }

    /**
     * Prepares a server; nothing of it runs yet.
     *
     * @param root an empty directory for it
     * @param logging a {@code java.util.logging} configuration
     */
    static ApplicationServer prepare(Path root, Path logging, String address, int port, Path war) {
        try {
            return new ApplicationServer(ClassLoader.getSystemClassLoader()
                    .loadClass(PayaraMicroServer.class.getName())
                    .getConstructor(Path.class, Path.class, String.class, Integer.class, Path.class)
                    .newInstance(root, logging, address, port, war));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Payara Micro is not in the class path", e);
        }
    }

    /** Starts the server and deploys the application; returns when both are done, with false when the deployment failed. */
    boolean start() throws Exception {
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        return (Boolean) ((Callable<?>) server).call();
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        ((Closeable) server).close();
    }
}
