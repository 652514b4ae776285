package dev.atrium.launcher;

/** Atrium cannot start. The message is one sentence for the person at the console: it names the key and the remedy. */
final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    StartFailure(String sentence) {
        super(sentence);
    }

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
