package dev.atrium.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.logging.Logger;

/** The few lines that the person who started Atrium sees. */
final class Console {

    private static final PrintStream OUT = System.out;
    private static final PrintStream ERRORS = System.err;

    private Console() {}

    static void say(String line) {
        OUT.println(line);
    }

    static void complain(String line) {
        ERRORS.println(line);
    }

    /** Writes to the log what libraries print to the standard output instead. */
    static void logWhatOthersPrint() {
        System.setOut(new PrintStream(new LoggedOutput(), true, UTF_8));
    }

    /** Drops what others print from now on: Payara talks to itself while it stops, and the log is closed by then. */
    static void silenceOthers() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
    }

    /** One record of the log for each line; a longer one than any that people read is cut into several. */
    private static final class LoggedOutput extends OutputStream {

        private static final Logger LOG = Logger.getLogger("stdout");
        private static final int MOST_BYTES = 8_192;

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
            }
            if (b == '\n' || line.size() == MOST_BYTES) {
                LOG.info(line.toString(UTF_8).stripTrailing());
                line.reset();
            }
        }
    }
}
