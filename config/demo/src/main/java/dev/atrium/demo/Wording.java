package dev.atrium.demo;

import java.util.List;
import java.util.Map;

/** How a vendor words the answer to one request. */
interface Wording {

    /** The model's name in the answer, which may be more exact than what was asked for. */
    String model();

    /** The answer in one piece. */
    Whole whole(Answer answer);

    /** The answer as a stream. */
    Streamed streamed(Answer answer);

    /** An error in the form in which the answer was asked for. */
    default Whole error(Whole error) {
        return error;
    }

    /**
     * A stream's frames. A frame is what the vendor sends at once: an event with the empty line that ends it, lines ended by
     * {@code \n} whatever the vendor's way is.
     */
    interface Streamed {

        /** The header fields, content type included. */
        Map<String, String> headers();

        /** The vendor's end of line. */
        default String lineEnd() {
            return "\n";
        }

        /** What comes before the text. */
        List<String> opening();

        /** The piece of the answer's text with this index; {@code last} if the answer ends with it as planned. */
        List<String> piece(int index, boolean last);

        /** What comes after all of the text. */
        List<String> closing();

        /** A failure in the middle of the stream, which ends with it. */
        List<String> failure();
    }
}
