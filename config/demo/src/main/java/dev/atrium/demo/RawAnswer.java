package dev.atrium.demo;

import java.util.Map;

/**
 * An answer given to the byte, whatever the request was: for replaying recordings and malformed answers.
 *
 * @param headers the header fields, content type included
 */
record RawAnswer(int status, Map<String, String> headers, byte[] body) {

    RawAnswer {
        headers = Map.copyOf(headers);
        body = body.clone();
    }
}
