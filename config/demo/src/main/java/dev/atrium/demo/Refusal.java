package dev.atrium.demo;

/** A request that a vendor turns down, with the answer to send. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Whole answer;

    Refusal(Whole answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    Whole answer() {
        return answer;
    }
}
