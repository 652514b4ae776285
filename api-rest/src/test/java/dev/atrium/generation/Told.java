package dev.atrium.generation;

import java.util.List;

/** Logs of generations, as the pipeline would have written them. */
public final class Told {

    private Told() {}

    /** A log that is complete. */
    public static GenerationEvents of(GenerationEvent... events) {
        return GenerationEvents.ended(List.of(events));
    }

    /** A log of a generation that runs. */
    public static GenerationEvents sofar(GenerationEvent... events) {
        GenerationEvents log = new GenerationEvents();
        List.of(events).forEach(log::append);
        return log;
    }

    public static void more(GenerationEvents log, GenerationEvent event) {
        log.append(event);
    }

    public static void last(GenerationEvents log, GenerationEvent event) {
        log.appendLast(event);
    }
}
