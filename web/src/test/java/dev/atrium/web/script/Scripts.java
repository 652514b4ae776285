package dev.atrium.web.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;

/** The browser's modules, run without a browser: good for those that compute and leave the page alone. */
final class Scripts implements AutoCloseable {

    private static final Path MODULES = Path.of("src/main/webapp/resources/js").toAbsolutePath();
    private static final Path LIBRARIES = Path.of("target/vendor").toAbsolutePath();

    private final Context context = Context.newBuilder("js")
            .allowIO(IOAccess.ALL)
            .option("js.esm-eval-returns-exports", "true")
            .option("engine.WarnInterpreterOnly", "false")
            .build();

    /** What a module exports, by name. */
    Value module(String path) {
        return evaluate(MODULES.resolve(path), "application/javascript+module");
    }

    /** Loads a library that pages load as a classic script. */
    void library(String path) {
        evaluate(LIBRARIES.resolve(path), "application/javascript");
    }

    Value evaluate(String script) {
        return context.eval("js", script);
    }

    private Value evaluate(Path file, String type) {
        try {
            return context.eval(
                    Source.newBuilder("js", file.toFile()).mimeType(type).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
