package dev.atrium.rest.account;

import dev.atrium.account.AccountService;
import dev.atrium.account.RegisteredAccount;
import dev.atrium.account.Registration;
import dev.atrium.rest.security.ClientAddress;
import dev.atrium.security.AccessTokens;
import dev.atrium.security.ActiveUser;
import dev.atrium.security.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
    private ClientAddress clientAddress;

    /** The account that was opened. */
    public record Registered(UUID id, String email, UUID workspaceId) {}

    @POST
    @Path("register")
    @Operation(summary = "Opens an account with a personal workspace")
    @APIResponseSchema(value = Registered.class, responseCode = "201", responseDescription = "The account is open")
    @APIResponse(responseCode = "403", description = "Sign-up is not open here")
    @APIResponse(responseCode = "409", description = "The address has an account already")
    public Response register(Registration registration, @Context UriInfo uri) {
        RegisteredAccount account = accounts.register(registration);
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
}
