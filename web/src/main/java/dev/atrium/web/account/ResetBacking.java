package dev.atrium.web.account;

import dev.atrium.account.NewPassword;
import dev.atrium.account.PasswordReset;
import dev.atrium.limit.Limits;
import dev.atrium.limit.RateLimiter;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.RequestAddress;
import dev.atrium.web.page.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The page {@code /reset}: asks for the address, and where a mail leads, for the new password. */
@Named
@RequestScoped
public class ResetBacking {

    @Inject
    private PasswordReset passwordReset;

    @Inject
    private RateLimiter limiter;

    @Inject
    private Limits limits;

    @Inject
    private Texts texts;

    private String token;
    private String email;
    private String password;
    private boolean done;

    /** Asks for the mail. What the page says afterwards is the same whether there is an account or not. */
    public void ask() {
        try {
            limiter.admit(limits.passwordReset(RequestAddress.of(Faces.getRequest())));
        } catch (Refusal refusal) {
            Messages.create(texts.get("reset.limited")).error().add();
            return;
        }
        passwordReset.ask(email);
        done = true;
    }

    /** Sets the new password; says what to change when that is refused. */
    public void confirm() {
        try {
            passwordReset.confirm(token, new NewPassword(password), RequestAddress.of(Faces.getRequest()));
            done = true;
        } catch (Refusal refusal) {
            boolean aboutPassword =
                    refusal.errors().stream().anyMatch(error -> error.field().equals("password"));
            if (aboutPassword) {
                Messages.create(texts.get("register.password.invalid")).error().add("reset:password");
            } else {
                Messages.create(texts.get("reset.expired")).error().add();
            }
        }
    }

    /** Whether the mail that leads here has been opened. */
    public boolean isConfirming() {
        return token != null && !token.isBlank();
    }

    public boolean isDone() {
        return done;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
