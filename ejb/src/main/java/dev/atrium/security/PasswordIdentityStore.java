package dev.atrium.security;

import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import java.util.Set;

/** The users with a password of their own in Atrium. */
@ApplicationScoped
class PasswordIdentityStore implements IdentityStore {

    @Inject
    private UserRepository users;

    @Inject
    private Passwords passwords;

    /** Checks a password. Nothing in the answer or its timing tells whether the address is known. */
    public CredentialValidationResult validate(UsernamePasswordCredential credential) {
        Optional<AppUser> user =
                users.findByEmail(credential.getCaller()).filter(found -> found.status() != AppUser.Status.DELETED);
        Optional<String> hash = user.flatMap(AppUser::passwordHash);
        return passwords.matches(credential.getPassword().getValue(), hash)
                ? new CredentialValidationResult(user.orElseThrow().email(), Set.of(Groups.USER))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
