package dev.atrium.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Stops the guessing of passwords: after five failures within fifteen minutes an address, and an account, is refused until the
 * oldest of them is past. A try counts from its beginning, so that many at once are not more than five either.
 */
@ApplicationScoped
class SignInAttempts {

    static final int LIMIT = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Bounds the memory that an attacker with many addresses can take: some 20 MB. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Clock clock;
    private final Cache<String, List<Instant>> failures;

    /** For the client proxy. */
    protected SignInAttempts() {
        clock = null;
        failures = null;
    }

    @Inject
    SignInAttempts(Clock clock) {
        this.clock = clock;
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(WINDOW)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /**
     * Admits a try.
     *
     * @throws Refusal {@code RATE_LIMIT_EXCEEDED} when the address or the account failed too often; the try then counts for neither
     */
    Attempt begin(String email, String address) {
        Instant now = clock.instant();
        Attempt attempt = new Attempt("account " + email.strip().toLowerCase(Locale.ROOT), "address " + address, now);
        admit(attempt.address, "address-sign-in", now);
        try {
            admit(attempt.account, "account-sign-in", now);
        } catch (Refusal refusal) {
            takeBack(attempt.address, now);
            throw refusal;
        }
        return attempt;
    }

    private void admit(String key, String limit, Instant now) {
        failures.asMap().compute(key, (k, earlier) -> {
            List<Instant> recent = earlier == null
                    ? List.of()
                    : earlier.stream()
                            .filter(time -> time.isAfter(now.minus(WINDOW)))
                            .toList();
            if (recent.size() >= LIMIT) {
                throw refusal(limit, Duration.between(now, recent.get(0).plus(WINDOW)));
            }
            return Stream.concat(recent.stream(), Stream.of(now)).toList();
        });
    }

    private void takeBack(String key, Instant time) {
        failures.asMap().computeIfPresent(key, (k, times) -> {
            int own = times.lastIndexOf(time);
            return Stream.concat(
                            times.subList(0, Math.max(own, 0)).stream(), times.subList(own + 1, times.size()).stream())
                    .toList();
        });
    }

    private static Refusal refusal(String limit, Duration wait) {
        long minutes = wait.plusSeconds(59).toMinutes();
        return Refusal.limited(
                ErrorCode.RATE_LIMIT_EXCEEDED,
                limit,
                wait,
                "Too many failed sign-ins. Try again in " + minutes + (minutes == 1 ? " minute." : " minutes."));
    }

    /** A try that was admitted. It stays on record as a failure unless it succeeds. */
    final class Attempt {

        private final String account;
        private final String address;
        private final Instant time;

        private Attempt(String account, String address, Instant time) {
            this.account = account;
            this.address = address;
            this.time = time;
        }

        /**
         * The password was right. That clears the account, but of the address only this try: one's own account must not make
         * room for guessing at those of others.
         */
        void succeeded() {
            failures.invalidate(account);
            takeBack(address, time);
        }
    }
}
