package dev.atrium.demo.http;

import java.io.IOException;

/** The client closed or reset its connection before the answer was complete. */
public final class ClientGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ClientGoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
