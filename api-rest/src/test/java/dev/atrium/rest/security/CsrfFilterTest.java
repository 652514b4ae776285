package dev.atrium.rest.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.ActiveUser;
import dev.atrium.security.Caller.Channel;
import dev.atrium.security.CsrfToken;
import dev.atrium.security.CurrentCaller;
import dev.atrium.security.SignedInUser;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfFilterTest {

    private final CsrfToken token = new CsrfToken();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aSessionsChangeNeedsTheToken(String method) {
        CsrfFilter filter = filter(Optional.of(Channel.SESSION));

        assertThatCode(() -> filter.filter(request(method, token.getToken()))).doesNotThrowAnyException();
        assertRefused(filter, request(method, null));
        assertRefused(filter, request(method, ""));
        assertRefused(filter, request(method, token.getToken() + "x"));
    }

    @Test
    void aTokenOfBeforeTheSignInIsVoid() {
        CsrfFilter filter = filter(Optional.of(Channel.SESSION));
        String planted = token.getToken();
        token.renew();

        assertRefused(filter, request("POST", planted));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void readingNeedsNone(String method) {
        CsrfFilter filter = filter(Optional.of(Channel.SESSION));

        assertThatCode(() -> filter.filter(request(method, null))).doesNotThrowAnyException();
    }

    @Test
    void bearersAndStrangersNeedNone() {
        assertThatCode(() -> filter(Optional.of(Channel.BEARER)).filter(request("POST", null)))
                .doesNotThrowAnyException();
        assertThatCode(() -> filter(Optional.empty()).filter(request("POST", null)))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(CsrfFilter filter, ContainerRequestContext request) {
        assertThatThrownBy(() -> filter.filter(request))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    private CsrfFilter filter(Optional<Channel> channel) {
        ActiveUser user = new ActiveUser(UUID.randomUUID(), "ada@example.org", false, 0, Optional.empty());
        Optional<SignedInUser> signedIn =
                channel.map(by -> new SignedInUser(user, by, Optional.empty(), Optional.empty(), "192.0.2.1"));
        CurrentCaller caller = new CurrentCaller() {
            @Override
            public Optional<SignedInUser> signedIn() {
                return signedIn;
            }
        };
        return new CsrfFilter(caller, token);
    }

    private static ContainerRequestContext request(String method, String header) {
        return (ContainerRequestContext) Proxy.newProxyInstance(
                CsrfFilterTest.class.getClassLoader(),
                new Class<?>[] {ContainerRequestContext.class},
                (proxy, called, arguments) -> called.getName().equals("getMethod") ? method : header);
    }
}
