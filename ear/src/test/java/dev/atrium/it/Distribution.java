package dev.atrium.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The built distribution, running as a process of its own on a free port and, unless told otherwise, with an empty data
 * directory that is removed in the end.
 */
public final class Distribution implements AutoCloseable {

    private static final Path JAR = Path.of("..", "config", "target", "atrium", "atrium.jar");
    private static final String ADDRESS_LINE = "Atrium is ready at ";
    private static final String SIGN_IN_LINE = "First sign-in: ";
    private static final String LAST_LINE = "Press Ctrl+C to stop.";
    private static final long START_SECONDS = 180;
    private static final long STOP_SECONDS = 60;
    private static final long REAP_SECONDS = 5;

    private final Process process;
    private final Path dataDirectory;
    private final boolean temporary;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Thread reader;

    private Distribution(Process process, Path dataDirectory, boolean temporary) {
        this.process = process;
        this.dataDirectory = dataDirectory;
        this.temporary = temporary;
        this.reader = new Thread(this::readOutput, "distribution-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it with the defaults: the embedded database and the demo providers. */
    public static Distribution start() {
        return with().start();
    }

    /** A start with settings of one's own. */
    public static Settings with() {
        return new Settings();
    }

    /** The portal's address, with a slash at the end. */
    public URI uri() {
        return URI.create(lineAfter(ADDRESS_LINE).orElseThrow());
    }

    /** @param path without a slash at the start */
    public URI uri(String path) {
        return uri().resolve(path);
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    /** "e-mail / password" of the administrator, when this start created it. */
    public Optional<String> firstSignIn() {
        return lineAfter(SIGN_IN_LINE);
    }

    /** What it has printed so far, on both streams. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** Kills the process as a crash would: nothing of it gets to clean up. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop, as Ctrl+C does, and fails when it or its database is still there afterwards. */
    @Override
    public void close() {
        Optional<ProcessHandle> database = database();
        boolean killed = !process.isAlive();
        process.destroy();
        awaitExit();
        boolean orphaned = !killed && database.isPresent() && !reaped(database.get());
        database.ifPresent(ProcessHandle::destroy);
        if (temporary) {
            database.ifPresent(handle -> handle.onExit().join());
            delete(dataDirectory);
        }
        if (orphaned) {
            throw new AssertionError("PostgreSQL was left behind:\n" + String.join("\n", output));
        }
    }

    /** Whether it is gone, once the system, whose child it had become, has taken notice of its end. */
    private static boolean reaped(ProcessHandle process) {
        try {
            process.onExit().get(REAP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database server in the data directory, while it runs. */
    public Optional<ProcessHandle> database() {
        Path pidFile = dataDirectory.resolve("postgres").resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(pidFile).get(0).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        try {
            if (ready.get(START_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            output.add(e.toString());
        }
        close();
        throw new AssertionError("The distribution did not start:\n" + String.join("\n", output));
    }

    private int awaitExit() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("It did not end within " + STOP_SECONDS + " s");
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.equals(LAST_LINE)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        } finally {
            ready.complete(false);
        }
    }

    private Optional<String> lineAfter(String start) {
        return output.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run that came to an end by itself. */
    public record Finished(int exitCode, List<String> output) {}

    /** How to start it. */
    public static final class Settings {

        private final Map<String, String> properties = new LinkedHashMap<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Path dataDirectory;

        private Settings() {
            properties.put("atrium.http.port", "0");
            // A test asks as often as it likes, unless limits are what it is about.
            for (String service :
                    new String[] {"text", "image", "speech", "transcription", "embedding", "moderation"}) {
                properties.put("atrium.limit.user-" + service + "-per-minute", "0");
            }
            properties.put("atrium.limit.workspace-per-hour", "0");
            properties.put("atrium.limit.workspace-concurrent", "0");
        }

        /** Sets a system property, such as {@code atrium.signup}. */
        public Settings property(String key, String value) {
            properties.put(key, value);
            return this;
        }

        /** Sets an environment variable; the tests' own ones that Atrium would read are not passed on. */
        public Settings environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Uses a data directory that the caller removes. */
        public Settings dataDirectory(Path directory) {
            this.dataDirectory = directory;
            return this;
        }

        /** Starts it and returns when it is ready. */
        public Distribution start() {
            Distribution distribution = launch();
            distribution.awaitReady();
            return distribution;
        }

        /** Runs it to its end, for starts that are to fail. */
        public Finished run() {
            try (Distribution distribution = launch()) {
                if (distribution.ready.join()) {
                    throw new AssertionError("It started:\n" + String.join("\n", distribution.output));
                }
                return new Finished(distribution.awaitExit(), distribution.output());
            }
        }

        private Distribution launch() {
            try {
                boolean temporary = dataDirectory == null;
                Path directory = temporary ? Files.createTempDirectory("atrium-it") : dataDirectory;
                ProcessBuilder builder = new ProcessBuilder(command(directory)).redirectErrorStream(true);
                builder.environment()
                        .keySet()
                        .removeIf(name -> name.startsWith("ATRIUM_") || name.endsWith("_API_KEY"));
                builder.environment().putAll(environment);
                return new Distribution(builder.start(), directory, temporary);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private List<String> command(Path directory) {
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.add("-XX:+UseSerialGC");
            command.add("-Datrium.data-dir=" + directory);
            properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
            command.add("-jar");
            command.add(JAR.toString());
            return command;
        }
    }
}
