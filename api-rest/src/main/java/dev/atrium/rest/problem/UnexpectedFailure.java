package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what a failure is that arrives wrapped by the container, or that nobody foresaw. */
final class UnexpectedFailure {

    private static final String NO_DATABASE = "The database cannot be reached at the moment. Try again shortly.";

    private UnexpectedFailure() {}

    static Problem problem(Throwable failure) {
        Optional<Refusal> refusal = causes(failure)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
        if (refusal.isPresent()) {
            return Problem.of(refusal.get());
        }
        boolean noDatabase = causes(failure).anyMatch(UnexpectedFailure::isLostConnection);
        return noDatabase ? Problem.of(503, ErrorCode.INTERNAL_ERROR, NO_DATABASE) : Problem.internal();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** SQL states of class 08 are connections that failed; PostgreSQL's 57P are a server that is shutting down or starting. */
    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"));
    }
}
