package dev.atrium.web.account;

import dev.atrium.account.AddressVerification;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.RequestAddress;
import dev.atrium.web.page.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** The page {@code /verify}, where a mail leads. It takes a click, since programs that look for viruses follow the links of mails, too. */
@Named
@RequestScoped
public class VerifyBacking {

    @Inject
    private AddressVerification verification;

    @Inject
    private Texts texts;

    private String token;
    private boolean done;

    /** Proves the address; says why not when that is refused. */
    public void submit() {
        try {
            verification.verify(token == null ? "" : token, RequestAddress.of(Faces.getRequest()));
            done = true;
        } catch (Refusal refusal) {
            String key = refusal.code() == ErrorCode.CONFLICT ? "verify.taken" : "verify.expired";
            Messages.create(texts.get(key)).error().add();
        }
    }

    /** Whether the address is proved. */
    public boolean isDone() {
        return done;
    }

    public String getToken() {
        return token;
    }

    public void setToken(String token) {
        this.token = token;
    }
}
