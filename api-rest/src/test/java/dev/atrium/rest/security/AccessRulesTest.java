package dev.atrium.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.rest.StubRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/register",
                "/reset",
                "/verify",
                "/jakarta.faces.resource/a.js.xhtml",
                "/resources/v-1/css/a.css",
                "/openapi",
                "/api/docs",
                "/api/docs/index.html",
                "/api/auth/register",
                "/api/auth/token",
                "/health/ready",
                "/favicon.ico"
            })
    void someAddressesAreForEveryone(String path) {
        assertThat(AccessRules.isOpen(new StubRequest("GET", path).build())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/chat",
                "/login/x",
                "/loginx",
                "/admin",
                "/api",
                "/api/",
                "/api/auth",
                "/api/auth/token/x",
                "/api/docsx",
                "/api/ai/chat",
                "/resourcesx",
                "/healthx",
                "/new-page-that-nobody-thought-of"
            })
    void allOthersAreNot(String path) {
        assertThat(AccessRules.isOpen(new StubRequest("GET", path).build())).isFalse();
    }
}
