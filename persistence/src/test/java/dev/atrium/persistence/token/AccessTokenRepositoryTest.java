package dev.atrium.persistence.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.UuidV7;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AccessTokenRepositoryTest {

    private static final Instant NOW = Fixture.NOW;

    private final Fixture user = Fixture.workspaceWith(Credits.ZERO);
    private final String hash = (UuidV7.next().toString() + UuidV7.next()).replace("-", "");
    private final UUID id = UuidV7.next();

    @Test
    void a_token_is_found_by_its_hash_with_all_that_it_grants() {
        AccessToken.Grant grant = new AccessToken.Grant(
                Optional.of(user.workspaceId()),
                Set.of("generate", "read"),
                Set.of("gpt-5.4-mini", "claude-sonnet-5"),
                Optional.of(Credits.ofMicro(5)),
                false,
                Optional.of(NOW.plusSeconds(60)));
        add(grant);

        AccessToken found = byHash();

        assertThat(found.grant()).isEqualTo(grant);
        assertThat(found.userId()).isEqualTo(user.userId());
        assertThat(found.isValid(NOW)).isTrue();
        assertThat(found.isValid(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void a_revoked_token_is_not_listed_and_not_valid() {
        add(unbounded());

        tokens(all -> {
            all.find(user.userId(), id).orElseThrow().revoke(NOW);
            return null;
        });

        assertThat(byHash().isValid(NOW)).isFalse();
        List<AccessToken> listed = tokens(all -> all.findAll(user.userId(), 0, 10));
        long count = tokens(all -> all.count(user.userId()));
        assertThat(find(user)).isEmpty();
        assertThat(listed).isEmpty();
        assertThat(count).isZero();
    }

    @Test
    void somebody_elses_token_is_not_found() {
        add(unbounded());
        Fixture other = Fixture.workspaceWith(Credits.ZERO);

        assertThat(find(other)).isEmpty();
    }

    @Test
    void the_last_use_is_noted_once_in_a_while() {
        add(unbounded());

        use(NOW, NOW.minusSeconds(60));
        use(NOW.plusSeconds(30), NOW.minusSeconds(30));
        assertThat(lastUse()).contains(NOW);

        use(NOW.plusSeconds(61), NOW.plusSeconds(1));
        assertThat(lastUse()).contains(NOW.plusSeconds(61));
    }

    @Test
    void all_tokens_of_a_user_can_be_revoked() {
        add(unbounded());

        tokens(all -> {
            all.revokeAll(user.userId(), NOW);
            return null;
        });

        assertThat(byHash().isValid(NOW)).isFalse();
    }

    private Optional<AccessToken> find(Fixture owner) {
        return tokens(all -> all.find(owner.userId(), id));
    }

    private Optional<Instant> lastUse() {
        return byHash().lastUsedAt();
    }

    private void use(Instant now, Instant notedAfter) {
        tokens(all -> {
            all.used(id, now, notedAfter);
            return null;
        });
    }

    private AccessToken byHash() {
        Optional<AccessToken> found = tokens(all -> all.findByHash(hash));
        return found.orElseThrow();
    }

    private static AccessToken.Grant unbounded() {
        return new AccessToken.Grant(
                Optional.empty(), Set.of("read"), Set.of(), Optional.empty(), true, Optional.empty());
    }

    private void add(AccessToken.Grant grant) {
        tokens(all -> {
            all.add(new AccessToken(id, user.userId(), "test", hash, grant, NOW));
            return null;
        });
    }

    private static <T> T tokens(Function<AccessTokenRepository, T> work) {
        return Database.get()
                .inTransaction(
                        entityManager -> work.apply(Database.repository(new AccessTokenRepository(), entityManager)));
    }
}
