package dev.atrium.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What {@code mvn -Prun} runs inside Maven's own process: the distribution in a JVM with the flags for a quick start, which a
 * manifest cannot carry. It ends when the distribution ends, with its exit code, and takes it along when Maven is stopped.
 */
public final class Foreground {

    private static final long STOP_SECONDS = 90;

    private Foreground() {}

    /** @param arguments the path of {@code atrium.jar} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Process atrium = new ProcessBuilder(command(Path.of(arguments[0])))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(atrium), "atrium-stop"));
        System.exit(atrium.waitFor());
    }

    private static List<String> command(Path jar) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        // Together they halve the time until the first page; a server that runs for days is better off with the
        // defaults.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        // Its input is a pipe from this process, so it notices even when this one is killed.
        command.add("-Datrium.stop-at-end-of-input=true");
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("atrium.") || name.startsWith("mp."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private static void stop(Process atrium) {
        atrium.destroy();
        try {
            if (!atrium.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                atrium.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
