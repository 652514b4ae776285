package dev.atrium.account;

import dev.atrium.persistence.credit.Credits;
import dev.atrium.settings.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;

/** What the operator configured about new accounts. */
@ApplicationScoped
public class SignUpPolicy {

    private final SignUp mode;
    private final Credits credits;

    /** For the client proxy. */
    protected SignUpPolicy() {
        mode = null;
        credits = null;
    }

    @Inject
    SignUpPolicy(Configuration configuration) {
        mode = configuration.required("atrium.signup", "must be open, invite or off", SignUp::parse);
        credits = configuration.required(
                "atrium.signup.credits",
                "must be an amount of credits, zero or more, with at most 6 decimals",
                SignUpPolicy::amount);
    }

    /** Who may open an account. */
    public SignUp mode() {
        return mode;
    }

    /** What the personal workspace of a new account is given. */
    Credits credits() {
        return credits;
    }

    private static Credits amount(String text) {
        Credits amount = Credits.of(new BigDecimal(text));
        if (amount.compareTo(Credits.ZERO) < 0) {
            throw new IllegalArgumentException("negative");
        }
        return amount;
    }
}
