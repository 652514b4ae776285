package dev.atrium.demo;

import java.nio.charset.StandardCharsets;

/** In which form Google is asked for an answer. Its errors take the form of the answer, more or less. */
enum GoogleForm {
    WHOLE,
    /** {@code alt=sse} */
    EVENTS,
    /** One JSON array, element by element. */
    ARRAY;

    /** An error in this form: as an event stream it is plain JSON under the wrong content type. */
    Whole error(Whole error) {
        return switch (this) {
            case WHOLE -> error;
            case EVENTS -> error.with("content-type", "text/event-stream");
            case ARRAY -> {
                String text = new String(error.body(), StandardCharsets.UTF_8);
                yield new Whole(
                        error.status(),
                        error.headers(),
                        ("[" + text.strip() + "\n]\n").getBytes(StandardCharsets.UTF_8));
            }
        };
    }
}
