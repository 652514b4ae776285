package dev.atrium.limit;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The limit that the running request has come nearest to. */
@RequestScoped
public class CurrentLimit {

    private final AtomicReference<LimitStatus> tightest = new AtomicReference<>();

    /** Notes what a check has found; the one with the least room stays. */
    public void note(LimitStatus status) {
        tightest.accumulateAndGet(
                status, (known, found) -> known == null || found.remaining() < known.remaining() ? found : known);
    }

    /** Tells the tightest limit so far, empty when none was checked, also when an answer is written by a thread without the request. */
    public Supplier<Optional<LimitStatus>> tightest() {
        AtomicReference<LimitStatus> noted = tightest;
        return () -> Optional.ofNullable(noted.get());
    }
}
