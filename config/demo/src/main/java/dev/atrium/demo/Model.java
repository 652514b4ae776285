package dev.atrium.demo;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What a vendor publishes about a model.
 *
 * @param kind {@code chat}, {@code embedding}, {@code image} or {@code speech}
 * @param context the most tokens of input
 * @param output the most tokens of output
 * @param sampling whether it takes temperature and the like
 * @param reasoning whether it can think before it answers
 * @param snapshot the dated id that it goes by in answers
 */
record Model(
        String vendor,
        String id,
        String name,
        LocalDate released,
        String kind,
        int context,
        int output,
        boolean sampling,
        boolean reasoning,
        String snapshot) {

    boolean isChat() {
        return kind.equals("chat");
    }

    long releasedEpochSecond() {
        return released.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
