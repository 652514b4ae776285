package dev.atrium.demo;

import java.util.List;
import java.util.Optional;

/**
 * What a demo model says, before a vendor words it.
 *
 * @param model the model as the vendor names it in its answer
 * @param pieces the text in the pieces that are streamed; at least one, which may be empty
 * @param calls the tools that it calls after the text
 * @param thinking the thoughts that come before the text; empty for none
 * @param finish why the answer ends
 * @param stopSequence the text before which it ended, with {@link Finish#STOP_SEQUENCE}
 * @param usage the tokens; absent when the vendor is to keep silent about them
 */
record Answer(
        String model,
        List<String> pieces,
        List<Wishes.Call> calls,
        String thinking,
        Finish finish,
        Optional<String> stopSequence,
        Optional<Usage> usage) {

    enum Finish {
        STOP,
        STOP_SEQUENCE,
        LENGTH,
        /** It wants tools to be called. */
        TOOLS,
        /** The model declines. */
        REFUSAL,
        /** The vendor did not even ask the model. */
        BLOCKED
    }

    Answer {
        pieces = List.copyOf(pieces);
        calls = List.copyOf(calls);
    }

    String text() {
        return String.join("", pieces);
    }
}
