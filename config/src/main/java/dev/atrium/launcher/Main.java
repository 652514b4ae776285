package dev.atrium.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The door of {@code atrium.jar}. The process's own class path holds Payara Micro, which looks for its classes there; the launcher with its
 * libraries is loaded apart, so that none of them gets in the way of the server's.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException, URISyntaxException, ReflectiveOperationException {
        Path jar = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        // Never closed: the launcher runs for as long as the process does.
        URLClassLoader loader = new URLClassLoader("launcher", launcher(jar), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass("dev.atrium.launcher.Atrium")
                .getMethod("main", String[].class)
                .invoke(null, (Object) arguments);
    }

    private static URL[] launcher(Path jar) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(jar.toUri().toURL());
        try (Stream<Path> libraries = Files.list(jar.resolveSibling("lib"))) {
            for (Path library : libraries.sorted().toList()) {
                urls.add(library.toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
