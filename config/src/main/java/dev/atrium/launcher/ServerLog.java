package dev.atrium.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Where everything is logged that happens in this process.
 *
 * @param configuration the {@code java.util.logging} configuration that is in force
 * @param file the log to read first
 */
record ServerLog(Path configuration, Path file) {

    /** Takes the distribution's configuration and directs its file handler into the data directory. */
    static ServerLog open(Path template, DataDirectory data) throws StartFailure {
        try {
            Path logs = data.logs();
            String pattern = logs.resolve("server.%g.log").toString().replace('\\', '/');
            String text = Files.readString(template) + "java.util.logging.FileHandler.pattern=" + pattern
                    + System.lineSeparator();
            Path configuration = logs.resolve("logging.properties");
            Files.writeString(configuration, text);
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
            return new ServerLog(configuration, logs.resolve("server.0.log"));
        } catch (IOException e) {
            throw new StartFailure("the log cannot be opened (" + e.getMessage() + "): mend " + template + ".", e);
        }
    }

    /** Takes a step that fails in one sentence of ours: what it logs goes to the file and not to the console. */
    boolean quietly(BooleanSupplier step) {
        Map<Handler, Level> levels = new HashMap<>();
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof ConsoleHandler) {
                levels.put(handler, handler.getLevel());
                handler.setLevel(Level.OFF);
            }
        }
        try {
            return step.getAsBoolean();
        } finally {
            levels.forEach(Handler::setLevel);
        }
    }
}
