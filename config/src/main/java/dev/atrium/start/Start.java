package dev.atrium.start;

import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Starts the launcher in a class loader of its own, with the libraries that it names. The system's class loader, and with it
 * Payara Micro and the application, sees none of them: there, the launcher's versions would come before those that the
 * application brings along.
 */
public final class Start {

    private static final String LAUNCHER = "dev.atrium.launcher.Atrium";

    private Start() {}

    public static void main(String[] arguments)
            throws ReflectiveOperationException, URISyntaxException, MalformedURLException {
        Path jar = Path.of(
                Start.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        URL[] launcher = {
            jar.resolveSibling("lib").resolve("atrium-launcher.jar").toUri().toURL()
        };
        ClassLoader loader = new URLClassLoader("launcher", launcher, Start.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(LAUNCHER).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
