package dev.atrium.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

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

    /** Drops what others print from now on: Payara talks to itself while it stops, and the log is closed by then. */
    static void silenceOthers() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset());
        System.setOut(nowhere);
        System.setErr(nowhere);
    }
}
