package dev.atrium.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.ActiveUser;
import dev.atrium.security.Caller.Channel;
import dev.atrium.security.CurrentCaller;
import dev.atrium.security.SignedInUser;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdminFilterTest {

    @Test
    void anAdministratorPasses() {
        assertThatCode(() -> filter(Optional.of(true)).filter(null)).doesNotThrowAnyException();
    }

    @Test
    void everybodyElseIsRefused() {
        assertRefused(filter(Optional.of(false)));
        assertRefused(filter(Optional.empty()));
    }

    private static void assertRefused(AdminFilter filter) {
        assertThatThrownBy(() -> filter.filter(null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    private static AdminFilter filter(Optional<Boolean> admin) {
        Optional<SignedInUser> signedIn = admin.map(
                        isAdmin -> new ActiveUser(UUID.randomUUID(), "ada@example.org", isAdmin, 0, Optional.empty()))
                .map(user -> new SignedInUser(user, Channel.BEARER, Optional.empty(), Optional.empty(), "192.0.2.1"));
        return new AdminFilter(new CurrentCaller() {
            @Override
            public Optional<SignedInUser> signedIn() {
                return signedIn;
            }
        });
    }
}
