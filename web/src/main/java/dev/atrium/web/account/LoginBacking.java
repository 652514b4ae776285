package dev.atrium.web.account;

import dev.atrium.refusal.Refusal;
import dev.atrium.web.page.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Optional;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The page {@code /login}. */
@Named
@RequestScoped
public class LoginBacking {

    @Inject
    private PasswordSignIn signIn;

    @Inject
    private Texts texts;

    @NotBlank
    private String email;

    @NotBlank
    private String password;

    private boolean remembered;
    private String from;

    /** Signs in and goes on to where the visitor wanted to go; stays, and says why, when that is refused. */
    public void submit() {
        Optional<Refusal> refusal = signIn.attempt(email.strip(), password, remembered);
        if (refusal.isPresent()) {
            Messages.create(explain(refusal.get())).error().add();
        } else {
            Faces.redirect(Faces.getRequestContextPath() + ReturnAddress.orStart(from));
        }
    }

    private String explain(Refusal refusal) {
        return switch (refusal.code()) {
            case UNAUTHENTICATED -> texts.get("login.wrong");
            case FORBIDDEN -> texts.get("login.suspended");
            case RATE_LIMIT_EXCEEDED ->
                texts.get(
                        "login.locked",
                        refusal.retryAfter().map(LoginBacking::wholeMinutes).orElse(1L));
            default -> refusal.detail();
        };
    }

    private static long wholeMinutes(Duration wait) {
        return wait.plusSeconds(59).toMinutes();
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

    /** Whether this browser is to stay signed in. */
    public boolean isRemembered() {
        return remembered;
    }

    public void setRemembered(boolean remembered) {
        this.remembered = remembered;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }
}
