package dev.atrium.rest.account;

import dev.atrium.account.AccountService;
import dev.atrium.account.AddressVerification;
import dev.atrium.account.NewPassword;
import dev.atrium.account.PasswordReset;
import dev.atrium.account.RegisteredAccount;
import dev.atrium.account.Registration;
import dev.atrium.limit.Limits;
import dev.atrium.limit.RateLimiter;
import dev.atrium.rest.security.ClientAddress;
import dev.atrium.security.AccessTokens;
import dev.atrium.security.ActiveUser;
import dev.atrium.security.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing up and in without the portal. */
@Path("auth")
@Tag(name = "Account")
@SecurityRequirements
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {

    @Inject
    private AccountService accounts;

    @Inject
    private SignIn signIn;

    @Inject
    private AccessTokens accessTokens;

    @Inject
    private AddressVerification verification;

    @Inject
    private PasswordReset passwordReset;

    @Inject
    private ClientAddress clientAddress;

    @Inject
    private Limits limits;

    @Inject
    private RateLimiter limiter;

    /** The account that was opened. */
    public record Registered(UUID id, String email, UUID workspaceId) {}

    @POST
    @Path("register")
    @Operation(
            summary = "Opens an account with a personal workspace",
            description = "`invitation` is the secret of the mail that invites the address; where sign-up is for the"
                    + " invited only, it is required.")
    @APIResponseSchema(value = Registered.class, responseCode = "201", responseDescription = "The account is open")
    @APIResponse(responseCode = "403", description = "Sign-up is not open here, or to the invited only")
    @APIResponse(responseCode = "409", description = "The address has an account already")
    public Response register(Registration registration, @Context UriInfo uri, @Context HttpServletRequest request) {
        RegisteredAccount account = accounts.register(registration, clientAddress.of(request));
        return Response.created(uri.getBaseUriBuilder().path("users/me").build())
                .entity(new Registered(account.userId(), account.email(), account.workspaceId()))
                .build();
    }

    /** Who wants a token. */
    @Schema(example = """
        {"email": "ada@example.org", "password": "correct horse battery"}\
        """)
    public record Credentials(
            @NotBlank(message = "must be given") String email,
            @NotBlank(message = "must be given") String password) {

        /** Leaves the password out, since this text may end up in logs. */
        @Override
        public String toString() {
            return "Credentials of " + email;
        }
    }

    /**
     * A bearer token.
     *
     * @param expiresIn seconds
     * @param workspaceId the workspace in which requests act that name none
     */
    public record Token(String accessToken, String tokenType, long expiresIn, UUID workspaceId) {}

    @POST
    @Path("token")
    @Operation(summary = "Exchanges e-mail address and password for a bearer token")
    @APIResponseSchema(value = Token.class, responseCode = "200", responseDescription = "The token")
    @APIResponse(responseCode = "401", description = "Address or password is wrong")
    public Token token(@Valid Credentials credentials, @Context HttpServletRequest request) {
        ActiveUser user = signIn.withPassword(credentials.email(), credentials.password(), clientAddress.of(request));
        AccessTokens.Issued issued = accessTokens.issue(user);
        return new Token(
                issued.token(),
                "Bearer",
                issued.expiresIn().toSeconds(),
                user.currentWorkspace().orElse(null));
    }

    /**
     * The secret of a mail.
     *
     * @param token what the address of the page in the mail ends with
     */
    public record Secret(
            @NotBlank(message = "must be given") String token) {

        /** Leaves the secret out, since this text may end up in logs. */
        @Override
        public String toString() {
            return "Secret";
        }
    }

    /** An address that was proved to be somebody's. */
    public record Verified(String email) {}

    @POST
    @Path("verify-email")
    @Operation(
            summary = "Proves an e-mail address by the secret that was sent there",
            description = "An address that the user wants to change to becomes the account's. Invitations that went to"
                    + " the address are accepted.")
    @APIResponse(responseCode = "409", description = "The address has become that of another account")
    public Verified verifyEmail(@Valid Secret secret, @Context HttpServletRequest request) {
        return new Verified(verification.verify(secret.token(), clientAddress.of(request)));
    }

    /** Who has lost a password. */
    @Schema(example = "{\"email\": \"ada@example.org\"}")
    public record Lost(
            @NotBlank(message = "must be given") @Size(max = 254, message = "must have at most 254 characters")
            String email) {}

    @POST
    @Path("password-reset")
    @Operation(
            summary = "Sends a mail with which a new password can be chosen",
            description = "The answer is the same whether the address has an account or not.")
    @APIResponse(responseCode = "202", description = "If the address has an account, a mail is on its way")
    public Response resetPassword(@Valid Lost lost, @Context HttpServletRequest request) {
        limiter.admit(limits.passwordReset(clientAddress.of(request)));
        passwordReset.ask(lost.email());
        return Response.accepted().build();
    }

    /** A new password, with the secret that allows it. */
    public record Reset(@NotBlank(message = "must be given") String token, String password) {

        /** Leaves both out, since this text may end up in logs. */
        @Override
        public String toString() {
            return "Reset";
        }
    }

    @POST
    @Path("password-reset/confirm")
    @Operation(
            summary = "Sets a new password",
            description = "All sessions, remembered browsers and access tokens of the user end.")
    @APIResponse(responseCode = "204", description = "The new password is in force")
    public void confirmReset(@Valid Reset reset, @Context HttpServletRequest request) {
        passwordReset.confirm(reset.token(), new NewPassword(reset.password()), clientAddress.of(request));
    }
}
