package dev.atrium.security;

import dev.atrium.limit.RateLimiter;
import dev.atrium.limit.Ticket;
import dev.atrium.limit.Window;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Stops the guessing of passwords: after five failures within fifteen minutes an address, and an account, is refused until the
 * oldest of them is past. A try counts from its beginning, so that many at once are not more than five either.
 */
@ApplicationScoped
class SignInAttempts {

    static final int LIMIT = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private final RateLimiter limiter;

    /** For the client proxy. */
    protected SignInAttempts() {
        this(null);
    }

    @Inject
    SignInAttempts(RateLimiter limiter) {
        this.limiter = limiter;
    }

    /**
     * Admits a try.
     *
     * @throws dev.atrium.refusal.Refusal {@code RATE_LIMIT_EXCEEDED} when the address or the account failed too often; the try then counts
     *     for neither
     */
    Attempt begin(String email, String address) {
        Window account = Window.sliding("account-sign-in", email.strip().toLowerCase(Locale.ROOT), LIMIT, WINDOW);
        Window from = Window.sliding("address-sign-in", address, LIMIT, WINDOW);
        return new Attempt(account, limiter.admit(List.of(account, from)));
    }

    /** A try that was admitted. It stays on record as a failure unless it succeeds. */
    final class Attempt {

        private final Window account;
        private final Ticket ticket;

        private Attempt(Window account, Ticket ticket) {
            this.account = account;
            this.ticket = ticket;
        }

        /**
         * The password was right. That clears the account, but of the address only this try: one's own account must not make
         * room for guessing at those of others.
         */
        void succeeded() {
            ticket.giveBack();
            limiter.clear(account);
        }
    }
}
