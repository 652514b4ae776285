package dev.atrium.rest.problem;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out what a failure is that arrives wrapped by the container, or that nobody foresaw. */
final class UnexpectedFailure {

    private static final Refusal NO_DATABASE = Refusal.later(
            ErrorCode.PROVIDER_UNAVAILABLE,
            Duration.ofSeconds(5),
            "The database of this server cannot be reached at the moment. Nothing was charged; try again shortly.");

    private static final Pattern LOST_CONNECTION = Pattern.compile("08.*|57P.*|53300");

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
        return noDatabase ? Problem.of(NO_DATABASE) : Problem.internal();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /**
     * SQL states of class 08 are connections that failed, PostgreSQL's 57P are a server that is shutting down or starting, 53300 one that is
     * full. A pool without a connection to give reports a resource exception, or nothing but its words.
     */
    private static boolean isLostConnection(Throwable cause) {
        if (cause instanceof SQLException sql && sql.getSQLState() != null) {
            return LOST_CONNECTION.matcher(sql.getSQLState()).matches();
        }
        return cause instanceof ResourceException || cause instanceof SQLTransientConnectionException;
    }
}
