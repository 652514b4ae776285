package dev.atrium.security;

import dev.atrium.persistence.token.AccessToken;
import dev.atrium.persistence.token.AccessTokenRepository;
import dev.atrium.refusal.Refusal;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Personal access tokens, as bearers send them. Each request looks its token up in the database, by the index on the hash: a revocation is
 * effective with the next request on every node.
 */
@Stateless
public class PersonalTokens {

    /** What every such token begins with. */
    public static final String PREFIX = "atr_";

    /** A busy token's last use is noted this often only. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    @Inject
    private AccessTokenRepository tokens;

    @Inject
    private Identities identities;

    @Inject
    private Clock clock;

    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    /** @throws Refusal {@code UNAUTHENTICATED} when it was revoked, has expired or never was, or its user may not act */
    public AccessTokens.Bearer verify(String secret) {
        Instant now = clock.instant();
        AccessToken token = tokens.findByHash(new TokenSecret(secret).hash())
                .filter(found -> found.isValid(now))
                .orElseThrow(() -> AccessTokens.refused("The access token is not valid, or not any more."));
        ActiveUser user = identities
                .find(token.userId())
                .orElseThrow(() -> AccessTokens.refused("The access token is of no active user."));
        Instant stale = now.minus(NOTED_EVERY);
        if (token.lastUsedAt().map(stale::isAfter).orElse(true)) {
            tokens.used(token.id(), now, stale);
        }
        return AccessTokens.Bearer.of(user, rights(token));
    }

    private static TokenRights rights(AccessToken token) {
        Set<Scope> scopes = token.grant().scopes().stream()
                .flatMap(word -> Scope.of(word).stream())
                .collect(Collectors.toSet());
        return new TokenRights(
                token.id(), token.grant().workspaceId(), scopes, token.grant().models());
    }
}
