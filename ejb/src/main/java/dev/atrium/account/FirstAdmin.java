package dev.atrium.account;

import dev.atrium.persistence.account.UserRepository;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.settings.Configuration;
import dev.atrium.settings.InvalidConfiguration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Opens the account of an administrator at the first start on an empty database. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class FirstAdmin {

    /** Where a launcher finds address and password of the first sign-in, when the password was made here. */
    private static final String ANNOUNCEMENT = "atrium.first-sign-in";

    private static final String EMAIL = "atrium.admin.email";
    private static final String PASSWORD = "atrium.admin.password";

    /** Without the characters that people confuse in print. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    /** 20 of 32 characters are 100 bits. */
    private static final int PASSWORD_LENGTH = 20;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Logger LOG = System.getLogger(FirstAdmin.class.getName());

    @Inject
    private Configuration configuration;

    @Inject
    private SignUpPolicy policy;

    @Inject
    private UserRepository users;

    @Inject
    private AccountService accounts;

    @PostConstruct
    void open() {
        LOG.log(Level.INFO, "Sign-up is {0}.", policy.mode());
        if (!users.isEmpty()) {
            return;
        }
        String email = configuration.text(EMAIL).orElseThrow(() -> new InvalidConfiguration(EMAIL, "must be given"));
        Optional<String> configured = configuration.text(PASSWORD);
        String password = configured.orElseGet(FirstAdmin::newPassword);
        if (register(Registration.uninvited(email, password, "Atrium", "Admin")) && configured.isEmpty()) {
            announce(email, password);
        }
    }

    private boolean register(Registration registration) {
        try {
            return accounts.registerFirstAdmin(registration);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.CONFLICT) {
                // Another node came first.
                return false;
            }
            String key =
                    refusal.errors().stream().anyMatch(error -> error.field().equals("password")) ? PASSWORD : EMAIL;
            throw new InvalidConfiguration(key, refusal.errors().get(0).message());
        }
    }

    /** The only time that a password is printed: nobody could sign in otherwise. */
    private static void announce(String email, String password) {
        LOG.log(Level.INFO, "The first administrator signs in as {0} with the password {1}", email, password);
        System.setProperty(ANNOUNCEMENT, email + " / " + password);
    }

    private static String newPassword() {
        return IntStream.range(0, PASSWORD_LENGTH)
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()))))
                .collect(Collectors.joining());
    }
}
