package dev.atrium.web.account;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import dev.atrium.refusal.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Signs the session in with an e-mail address and a password. */
@RequestScoped
class PasswordSignIn {

    @Inject
    private SecurityContext securityContext;

    @Inject
    private FacesContext facesContext;

    /**
     * Tries; answers why it failed, and nothing when it did not.
     *
     * @param remembered whether the browser is to stay signed in
     */
    Optional<Refusal> attempt(String email, String password, boolean remembered) {
        HttpServletRequest request =
                (HttpServletRequest) facesContext.getExternalContext().getRequest();
        HttpServletResponse response =
                (HttpServletResponse) facesContext.getExternalContext().getResponse();
        AuthenticationStatus status = securityContext.authenticate(
                request,
                response,
                withParams()
                        .credential(new UsernamePasswordCredential(email, password))
                        .rememberMe(remembered)
                        .newAuthentication(true));
        if (status == AuthenticationStatus.SUCCESS) {
            return Optional.empty();
        }
        if (request.getAttribute(Refusal.class.getName()) instanceof Refusal refusal) {
            // The page shows the refusal itself, so the status that the container may have set is not the browser's
            // business.
            response.setStatus(HttpServletResponse.SC_OK);
            return Optional.of(refusal);
        }
        throw new IllegalStateException("Signing in ended as " + status + " without a reason");
    }
}
