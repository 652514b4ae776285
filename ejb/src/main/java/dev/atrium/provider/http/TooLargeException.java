package dev.atrium.provider.http;

/** A provider sends more in one piece than this server is willing to hold. */
final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLargeException(long maxBytes) {
        super("More than " + maxBytes + " bytes in one piece");
    }
}
