package dev.atrium.generation;

import dev.atrium.provider.api.ProviderException;
import java.util.Optional;

/**
 * One way to get an order carried out: by which of its candidates, and whether in pieces.
 *
 * @param number the place of the candidate among the order's, from 0
 */
record Attempt(Order order, int number, boolean streamed) {

    /** What was asked for. */
    static Attempt first(Order order) {
        return at(order, 0);
    }

    Candidate candidate() {
        return order.candidates().get(number);
    }

    /**
     * What to try when this has failed before anything arrived: the same provider without streaming, where the stream may be what it
     * stumbled over; then the next candidate, where another one may do better.
     */
    Optional<Attempt> after(ProviderException failure) {
        if (streamed && mayBeTheStream(failure.kind())) {
            return Optional.of(new Attempt(order, number, false));
        }
        boolean another = number + 1 < order.candidates().size();
        return another && isOfTheProvider(failure.kind()) ? Optional.of(at(order, number + 1)) : Optional.empty();
    }

    private static Attempt at(Order order, int number) {
        boolean streamed =
                order.streamed() && order.candidates().get(number).streamed().isPresent();
        return new Attempt(order, number, streamed);
    }

    /** A proxy in between may hold a stream back or break it, and let a whole answer pass. */
    private static boolean mayBeTheStream(ProviderException.Kind kind) {
        return switch (kind) {
            case UNAVAILABLE, TIMEOUT, PROTOCOL -> true;
            default -> false;
        };
    }

    /** Whether the failure is the provider's: what is wrong with the request is so everywhere. */
    private static boolean isOfTheProvider(ProviderException.Kind kind) {
        return switch (kind) {
            case CONTENT_POLICY, CONTEXT_LENGTH, BAD_REQUEST -> false;
            default -> true;
        };
    }
}
