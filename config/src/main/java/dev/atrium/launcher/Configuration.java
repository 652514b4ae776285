package dev.atrium.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds configuration values as the application will find them: a system property first, then the environment variable by the
 * three names that MicroProfile Config 3.1 gives it (section "Environment Variables Mapping Rules"), then the file. An empty
 * value counts as none.
 */
final class Configuration {

    private final Properties system;
    private final Map<String, String> environment;
    private final Properties file;

    Configuration(Properties system, Map<String, String> environment, Properties file) {
        this.system = system;
        this.environment = environment;
        this.file = file;
    }

    /** The configuration of this process, with the given file when there is one. */
    static Configuration ofProcess(Path file) throws StartFailure {
        Properties fromFile = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                fromFile.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartFailure("the file " + file + " cannot be read (" + e.getMessage() + "): mend it.", e);
            }
        }
        return new Configuration(System.getProperties(), System.getenv(), fromFile);
    }

    /** The value of the key, trimmed; empty when it is not set anywhere. */
    Optional<String> find(String key) {
        String upperCase = environmentName(key).toUpperCase(Locale.ROOT);
        return Stream.<Function<String, String>>of(
                        system::getProperty,
                        environment::get,
                        name -> environment.get(environmentName(name)),
                        name -> environment.get(upperCase),
                        file::getProperty)
                .map(source -> source.apply(key))
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** Whether any source has a value for a key that starts and ends so, such as the url of any compatible endpoint. */
    boolean hasAny(String prefix, String suffix) {
        String upperPrefix = environmentName(prefix).toUpperCase(Locale.ROOT);
        String upperSuffix = environmentName(suffix).toUpperCase(Locale.ROOT);
        return Stream.concat(system.stringPropertyNames().stream(), file.stringPropertyNames().stream())
                        .anyMatch(key -> key.startsWith(prefix)
                                && key.endsWith(suffix)
                                && find(key).isPresent())
                || environment.entrySet().stream()
                        .filter(variable -> !variable.getValue().isBlank())
                        .map(variable -> environmentName(variable.getKey()).toUpperCase(Locale.ROOT))
                        .anyMatch(name -> name.startsWith(upperPrefix) && name.endsWith(upperSuffix));
    }

    /** What only the file says: the application reads system properties and the environment by itself, but not the file. */
    Map<String, String> onlyInFile() {
        Configuration withoutFile = new Configuration(system, environment, new Properties());
        return file.stringPropertyNames().stream()
                .filter(key -> find(key).isPresent() && withoutFile.find(key).isEmpty())
                .collect(Collectors.toMap(Function.identity(), file::getProperty));
    }

    private static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_");
    }
}
