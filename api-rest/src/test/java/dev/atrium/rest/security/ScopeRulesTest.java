package dev.atrium.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.security.Scope;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeRulesTest {

    @ParameterizedTest
    @CsvSource({
        "POST, ai/chat, generate",
        "POST, /ai/images, generate",
        "POST, openai/v1/chat/completions, generate",
        "GET, openai/v1/models, generate read",
        "GET, ai/generations/1/events, generate read",
        "POST, files, generate write",
        "GET, files/1, generate read",
        "POST, conversations/1/messages, generate",
        "POST, conversations/1/messages/2/regenerate, generate",
        "PATCH, conversations/1/messages/2, write",
        "GET, conversations, read",
        "POST, conversations, write",
        "DELETE, conversations/1, write",
        "POST, presets, write",
        "GET, presets, read",
        "GET, workspaces/current, generate read admin",
        "GET, workspaces/1/members, read admin",
        "POST, workspaces/1/members, admin",
        "PATCH, workspaces/1, admin",
        "GET, workspaces/1/provider-keys, admin",
        "PUT, workspaces/1/provider-keys/openai, admin",
        "GET, admin/audit, admin",
        "GET, users/me, read"
    })
    void an_address_is_opened_by_these_scopes(String method, String path, String scopes) {
        assertThat(ScopeRules.opening(method, path))
                .isEqualTo(Arrays.stream(scopes.split(" "))
                        .map(word -> Scope.of(word).orElseThrow())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, tokens",
        "POST, tokens",
        "POST, /tokens/",
        "DELETE, tokens/1",
        "PATCH, users/me",
        "PUT, users/me/password",
        "DELETE, users/me",
        "GET, users/me/export",
        "POST, workspaces",
        "DELETE, workspaces/1",
        "DELETE, workspaces/1/",
        "POST, workspaces/1/transfer",
        "POST, workspaces/1/switch"
    })
    void what_is_the_users_own_is_closed_to_tokens(String method, String path) {
        assertThat(ScopeRules.opening(method, path)).isEqualTo(Set.of());
    }
}
