package dev.atrium.media;

import java.util.Locale;

/** Sizes as people read them. */
final class ByteCount {

    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};
    private static final int STEP = 1024;

    private ByteCount() {}

    /** The size in the largest unit that it has one of, with at most one decimal: {@code 25 MB}, {@code 1.5 GB}. */
    static String text(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        String number = amount == Math.rint(amount)
                ? Long.toString(Math.round(amount))
                : String.format(Locale.ROOT, "%.1f", amount);
        return number + " " + UNITS[unit];
    }
}
