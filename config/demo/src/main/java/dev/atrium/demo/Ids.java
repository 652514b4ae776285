package dev.atrium.demo;

import java.util.concurrent.ThreadLocalRandom;

/** Identifiers as vendors make them: a prefix and random letters and digits. */
final class Ids {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private Ids() {}

    static String next(String prefix, int length) {
        return prefix + letters(length);
    }

    static String hexadecimal(int length) {
        var id = new StringBuilder(length);
        ThreadLocalRandom.current().ints(length, 0, 16).forEach(digit -> id.append(Character.forDigit(digit, 16)));
        return id.toString();
    }

    /** Random filling of up to 16 characters, with which some vendors hide the length of a piece from eavesdroppers. */
    static String padding() {
        return letters(ThreadLocalRandom.current().nextInt(1, 17));
    }

    private static String letters(int length) {
        var id = new StringBuilder(length);
        ThreadLocalRandom.current().ints(length, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }
}
