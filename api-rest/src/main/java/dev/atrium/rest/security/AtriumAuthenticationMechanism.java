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
import dev.atrium.security.RequestAddress;
import dev.atrium.security.SignIn;
import dev.atrium.security.SignedInUser;
import dev.atrium.security.TokenRights;
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
    private final RememberedBrowser rememberedBrowser;

    /** For the client proxy. */
    protected AtriumAuthenticationMechanism() {
        this(null, null, null, null, null, null);
    }

    @Inject
    AtriumAuthenticationMechanism(
            SignIn signIn,
            Identities identities,
            AccessTokens accessTokens,
            ClientAddress clientAddress,
            CsrfToken csrfToken,
            RememberedBrowser rememberedBrowser) {
        this.signIn = signIn;
        this.identities = identities;
        this.accessTokens = accessTokens;
        this.clientAddress = clientAddress;
        this.csrfToken = csrfToken;
        this.rememberedBrowser = rememberedBrowser;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        RequestAddress.note(request, clientAddress.of(request));
        if (context.getAuthParameters().getCredential() instanceof UsernamePasswordCredential credential) {
            return signIn(credential, request, response, context);
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

    /** Signs out: nothing of the session stays, and the browser is not remembered any more. */
    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        rememberedBrowser.forget(request, response);
        if (request.getSession(false) != null) {
            request.getSession(false).invalidate();
        }
        context.cleanClientSubject();
    }

    private AuthenticationStatus signIn(
            UsernamePasswordCredential credential,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context) {
        try {
            ActiveUser user = signIn.withPassword(
                    credential.getCaller(), credential.getPasswordAsString(), clientAddress.of(request));
            keepInSession(user, request);
            if (context.getAuthParameters().isRememberMe()) {
                rememberedBrowser.remember(user, response);
            }
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
                .or(() -> recalled(request))
                .map(user -> session(user, request));
    }

    /** A remembered browser gets a new session with the first page that it asks for; the API begins none. */
    private Optional<ActiveUser> recalled(HttpServletRequest request) {
        if (AccessRules.isApi(request) || AccessRules.isOpen(request)) {
            return Optional.empty();
        }
        Optional<ActiveUser> user = rememberedBrowser.recall(request);
        user.ifPresent(found -> keepInSession(found, request));
        return user;
    }

    private SignedInUser bearer(AccessTokens.Bearer bearer, HttpServletRequest request) {
        return signedIn(bearer.user(), Caller.Channel.BEARER, bearer.rights(), request);
    }

    private SignedInUser session(ActiveUser user, HttpServletRequest request) {
        return signedIn(user, Caller.Channel.SESSION, Optional.empty(), request);
    }

    private SignedInUser signedIn(
            ActiveUser user, Caller.Channel channel, Optional<TokenRights> token, HttpServletRequest request) {
        Optional<String> namedWorkspace = Optional.ofNullable(request.getHeader("X-Workspace-Id"));
        return new SignedInUser(user, channel, token, namedWorkspace, clientAddress.of(request));
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
