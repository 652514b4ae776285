package dev.atrium.rest.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request asks for, by RFC 9110, section 14.
 *
 * @param first the first byte
 * @param length how many bytes
 */
record ByteRange(long first, long length) {

    private static final Pattern SINGLE =
            Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** The request asks for a part that the file does not have. */
    static final class Unsatisfiable extends RuntimeException {

        Unsatisfiable() {
            super("There are no such bytes", null, false, false);
        }
    }

    /**
     * Reads the header {@code Range}. What is malformed, in another unit or several parts at once is no range, so the file is answered whole:
     * section 14.2 allows a server to ignore any range.
     *
     * @throws Unsatisfiable when the file ends before the range begins
     */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return Optional.empty();
        }
        if (from >= size) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(from, Math.min(to, size - 1) - from + 1));
    }

    private static ByteRange suffix(long wanted, long size) {
        long length = Math.min(wanted, size);
        if (length == 0) {
            throw new Unsatisfiable();
        }
        return new ByteRange(size - length, length);
    }

    /** The header {@code Content-Range}. */
    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
