package dev.atrium.web.account;

import dev.atrium.account.AccountService;
import dev.atrium.account.Registration;
import dev.atrium.account.SignUp;
import dev.atrium.account.SignUpPolicy;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.RequestAddress;
import dev.atrium.web.page.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The page {@code /register}. */
@Named
@RequestScoped
public class RegisterBacking {

    /** The naming container of the fields. */
    private static final String FORM = "register:";

    @Inject
    private AccountService accounts;

    @Inject
    private SignUpPolicy policy;

    @Inject
    private PasswordSignIn signIn;

    @Inject
    private Texts texts;

    private String email;
    private String password;
    private String firstName;
    private String lastName;
    private String invitation;

    /** Opens the account and signs its owner in; stays, and says what to change, when that is refused. */
    public void submit() {
        try {
            accounts.register(
                    new Registration(email, password, firstName, lastName, isInvited() ? invitation : null),
                    RequestAddress.of(Faces.getRequest()));
        } catch (Refusal refusal) {
            explain(refusal);
            return;
        }
        boolean signedIn = signIn.attempt(email, password, false).isEmpty();
        Faces.redirect(Faces.getRequestContextPath() + (signedIn ? "/chat" : "/login"));
    }

    private void explain(Refusal refusal) {
        if (refusal.code() == ErrorCode.CONFLICT) {
            Messages.create(texts.get("register.email.taken")).error().add(FORM + "email");
        } else if (refusal.errors().isEmpty()) {
            Messages.create(refusal.detail()).error().add();
        } else {
            refusal.errors().forEach(this::explain);
        }
    }

    private void explain(FieldError error) {
        String text = texts.find("register." + error.field() + ".invalid").orElse(error.message());
        Messages.create(text).error().add(FORM + error.field());
    }

    /** Whether this visitor may open an account here. */
    public boolean isOpen() {
        return policy.mode() == SignUp.OPEN || policy.mode() == SignUp.INVITE && isInvited();
    }

    private boolean isInvited() {
        return invitation != null && !invitation.isBlank();
    }

    public String getInvitation() {
        return invitation;
    }

    public void setInvitation(String invitation) {
        this.invitation = invitation;
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

    public String getFirstName() {
        return firstName;
    }

    public void setFirstName(String firstName) {
        this.firstName = firstName;
    }

    public String getLastName() {
        return lastName;
    }

    public void setLastName(String lastName) {
        this.lastName = lastName;
    }
}
