package dev.atrium.rest.account;

import dev.atrium.account.AccountClosing;
import dev.atrium.account.AccountExport;
import dev.atrium.account.AddressVerification;
import dev.atrium.account.NewPassword;
import dev.atrium.account.Profile;
import dev.atrium.account.ProfileChange;
import dev.atrium.account.ProfileService;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own account. */
@Path("users/me")
@Tag(name = "Account")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {

    @Inject
    private Caller caller;

    @Inject
    private ProfileService profiles;

    @Inject
    private AddressVerification verification;

    @Inject
    private AccountExport export;

    @Inject
    private AccountClosing closing;

    /**
     * A user.
     *
     * @param emailVerified whether the address was proved to be theirs
     * @param role {@code user}, or {@code admin} for an administrator of the organisation
     * @param workspaceId the workspace in which requests act that name none
     * @param language absent for the browser's
     * @param theme {@code light} or {@code dark}; absent for the system's
     */
    @Schema(example = """
            {"id": "01a20492-b7a9-7000-aa25-6fa88bb90712", "email": "ada@example.org", "emailVerified": true, "firstName": "Ada",
             "lastName": "Lovelace", "role": "user", "workspaceId": "01a20492-b7a9-7001-9a5d-0a1c4f1f2c11", "language": "en",
             "theme": "dark", "createdAt": "2026-11-22T18:44:13.864258Z"}\
            """)
    public record ProfileAnswer(
            UUID id,
            String email,
            boolean emailVerified,
            String firstName,
            String lastName,
            String role,
            UUID workspaceId,
            String language,
            String theme,
            Instant createdAt) {

        static ProfileAnswer of(Profile profile) {
            return new ProfileAnswer(
                    profile.id(),
                    profile.email(),
                    profile.emailVerified(),
                    profile.firstName(),
                    profile.lastName(),
                    profile.admin() ? "admin" : "user",
                    profile.currentWorkspace().orElse(null),
                    profile.language().orElse(null),
                    profile.theme().orElse(null),
                    profile.createdAt());
        }
    }

    @GET
    @Operation(summary = "One's own account")
    public ProfileAnswer get() {
        return ProfileAnswer.of(profiles.get(caller));
    }

    @PATCH
    @Operation(
            summary = "Changes one's own account",
            description =
                    "What is absent stays as it is. Another `email` gets a mail and becomes the address once"
                            + " `POST /api/auth/verify-email` has confirmed it. An empty `language` or `theme` is the browser's or the system's.")
    public ProfileAnswer change(ProfileChange change) {
        return ProfileAnswer.of(profiles.change(caller, change));
    }

    /** Two passwords. */
    public record PasswordChange(
            @NotBlank(message = "must be given") String currentPassword, String password) {

        /** Leaves both out, since this text may end up in logs. */
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    @PUT
    @Path("password")
    @Operation(
            summary = "Changes the password",
            description = "All sessions, remembered browsers and short-lived tokens end, the one of this request"
                    + " included. Personal access tokens stay.")
    @APIResponse(responseCode = "204", description = "The new password is in force")
    public void changePassword(@Valid PasswordChange change) {
        profiles.changePassword(caller, change.currentPassword(), new NewPassword(change.password()));
    }

    @POST
    @Path("verification")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Sends the mail that confirms the address once more")
    @APIResponse(responseCode = "202", description = "A mail is on its way, unless the address is confirmed already")
    public Response verifyAgain() {
        verification.askAgain(caller.userId());
        return Response.accepted().build();
    }

    @GET
    @Path("export")
    @Produces({"application/zip", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "All that is stored of the caller, as a zip",
            description =
                    "For each kind of record a file with a JSON object in each line (amounts in micro-credits), and"
                            + " all files of the caller, from all workspaces.")
    public Response export() {
        StreamingOutput zip = out -> export.write(caller, out);
        return Response.ok(zip, "application/zip")
                .header("Content-Disposition", "attachment; filename=\"atrium-export.zip\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    @DELETE
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Closes one's own account",
            description = "The person, their texts and their files are gone, and the workspaces that nobody else"
                    + " belongs to. What calls have cost stays in the ledger, without what was said.")
    @APIResponse(
            responseCode = "409",
            description = "The caller owns a workspace with other members, or something is running")
    public void close() {
        closing.close(caller);
    }
}
