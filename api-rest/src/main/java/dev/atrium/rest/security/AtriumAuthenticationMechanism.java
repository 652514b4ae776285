package dev.atrium.rest.security;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.ApiHeaders;
import dev.atrium.rest.problem.Problem;
import dev.atrium.security.AccessTokens;
import dev.atrium.security.ActiveUser;
import dev.atrium.security.Caller;
import dev.atrium.security.CsrfToken;
import dev.atrium.security.Identities;
import dev.atrium.security.SignIn;
import dev.atrium.security.SignedInUser;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;

/**
 * The one way in. A request of the API is made by the bearer of a token, or like every page by who signed in to the session; a bearer
 * never gets a session. Whoever is neither gets a problem from the API and the sign-in page from the portal.
 *
 * <p>The portal signs in with {@code SecurityContext.authenticate} and an e-mail and password credential. When that fails, the
 * {@link Refusal} that says why is the request's attribute of that class's name.
 */
@ApplicationScoped
public class AtriumAuthenticationMechanism implements HttpAuthenticationMechanism {

    private static final System.Logger LOG = System.getLogger(AtriumAuthenticationMechanism.class.getName());

    private final SignIn signIn;
    private final Identities identities;
    private final AccessTokens accessTokens;
    private final ClientAddress clientAddress;
    private final CsrfToken csrfToken;

    /** For the client proxy. */
    protected AtriumAuthenticationMechanism() {
        this(null, null, null, null, null);
    }

    @Inject
    AtriumAuthenticationMechanism(
            SignIn signIn,
            Identities identities,
            AccessTokens accessTokens,
            ClientAddress clientAddress,
            CsrfToken csrfToken) {
        this.signIn = signIn;
        this.identities = identities;
        this.accessTokens = accessTokens;
        this.clientAddress = clientAddress;
        this.csrfToken = csrfToken;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential credential) {
            return signIn(credential, request, context);
        }
        try {
            Optional<SignedInUser> user = identify(request);
            if (user.isPresent()) {
                return context.notifyContainerAboutLogin(
                        user.get(), user.get().user().groups());
            }
        } catch (Refusal refusal) {
            return AccessRules.isOpen(request) ? context.doNothing() : refuse(refusal, request, response);
        } catch (EJBException e) {
            return AccessRules.isOpen(request) ? context.doNothing() : fail(e, request, response);
        }
        return AccessRules.isOpen(request) ? context.doNothing() : challenge(request, response);
    }

    /** Signs out: nothing of the session stays. */
    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (request.getSession(false) != null) {
            request.getSession(false).invalidate();
        }
        context.cleanClientSubject();
    }

    private AuthenticationStatus signIn(
            UsernamePasswordCredential credential, HttpServletRequest request, HttpMessageContext context) {
        try {
            ActiveUser user = signIn.withPassword(
                    credential.getCaller(), credential.getPasswordAsString(), clientAddress.of(request));
            keepInSession(user, request);
            return context.notifyContainerAboutLogin(session(user, request), user.groups());
        } catch (Refusal refusal) {
            request.setAttribute(Refusal.class.getName(), refusal);
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    /** The session goes on under a new id, so that an id that was planted before is worth nothing. */
    private void keepInSession(ActiveUser user, HttpServletRequest request) {
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        new SessionUser(user.id(), user.credentialsEpoch()).keepIn(request.getSession());
        csrfToken.renew();
    }

    private Optional<SignedInUser> identify(HttpServletRequest request) {
        if (AccessRules.isApi(request)) {
            Optional<String> token = BearerToken.of(request);
            if (token.isPresent()) {
                return Optional.of(bearer(accessTokens.verify(token.get()), request));
            }
        }
        return SessionUser.of(request)
                .flatMap(kept -> identities.find(kept.userId(), kept.credentialsEpoch()))
                .map(user -> session(user, request));
    }

    private SignedInUser bearer(AccessTokens.Bearer bearer, HttpServletRequest request) {
        return signedIn(bearer.user(), Caller.Channel.BEARER, bearer.tokenId(), request);
    }

    private SignedInUser session(ActiveUser user, HttpServletRequest request) {
        return signedIn(user, Caller.Channel.SESSION, Optional.empty(), request);
    }

    private SignedInUser signedIn(
            ActiveUser user, Caller.Channel channel, Optional<UUID> tokenId, HttpServletRequest request) {
        Optional<String> namedWorkspace = Optional.ofNullable(request.getHeader("X-Workspace-Id"));
        return new SignedInUser(user, channel, tokenId, namedWorkspace, clientAddress.of(request));
    }

    private static AuthenticationStatus challenge(HttpServletRequest request, HttpServletResponse response) {
        if (AccessRules.isApi(request)) {
            return refuse(
                    new Refusal(ErrorCode.UNAUTHENTICATED, "Send an access token: \"Authorization: Bearer …\"."),
                    request,
                    response);
        }
        try {
            SignInPage.send(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }

    /** Who asks could not be found out, which is no fault of theirs: the database may be away. */
    private static AuthenticationStatus fail(
            EJBException failure, HttpServletRequest request, HttpServletResponse response) {
        LOG.log(Level.WARNING, "Nobody can be identified: {0}", failure.toString());
        return send(Problem.ofFailure(failure), request, response);
    }

    private static AuthenticationStatus refuse(
            Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("WWW-Authenticate", BearerToken.challenge(request));
        return send(Problem.of(refusal), request, response);
    }

    private static AuthenticationStatus send(
            Problem problem, HttpServletRequest request, HttpServletResponse response) {
        ApiHeaders.apply(request, response);
        try {
            problem.send(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
