package dev.atrium.security;

import dev.atrium.persistence.account.AppUser;
import dev.atrium.persistence.account.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;
import java.util.Set;

/** The users with a password of their own in Atrium. */
@ApplicationScoped
public class PasswordIdentityStore implements IdentityStore {

    @Inject
    private UserRepository users;

    @Inject
    private Passwords passwords;

    /** Checks a password. Nothing in the answer or its timing tells whether the address is known. */
    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof UsernamePasswordCredential password
                ? validate(password.getCaller(), password.getPassword().getValue())
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private CredentialValidationResult validate(String email, char[] password) {
        Optional<AppUser> user = users.findByEmail(email).filter(found -> found.status() != AppUser.Status.DELETED);
        return passwords.matches(password, user.flatMap(AppUser::passwordHash))
                ? new CredentialValidationResult(user.orElseThrow().email(), Set.of(Groups.USER))
                : CredentialValidationResult.INVALID_RESULT;
    }
}
