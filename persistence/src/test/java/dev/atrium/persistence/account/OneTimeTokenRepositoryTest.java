package dev.atrium.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.account.OneTimeTokenRepository.Claim;
import dev.atrium.persistence.account.OneTimeTokenRepository.Purpose;
import dev.atrium.persistence.credit.Credits;
import dev.atrium.persistence.type.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OneTimeTokenRepositoryTest {

    private static final Instant NOW = Fixture.NOW;
    private static final Instant EXPIRY = NOW.plusSeconds(3600);

    private final Fixture user = Fixture.workspaceWith(Credits.ZERO);
    private final String hash = (UuidV7.next().toString() + UuidV7.next()).replace("-", "");

    @Test
    void of_several_that_use_a_token_at_once_one_gets_its_claim() throws Exception {
        add(Purpose.RESET_PASSWORD);
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<Optional<Claim>>> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                claims.add(clients.submit(() -> use(Purpose.RESET_PASSWORD, NOW)));
            }
            List<Claim> granted = new ArrayList<>();
            for (Future<Optional<Claim>> claim : claims) {
                claim.get().ifPresent(granted::add);
            }
            assertThat(granted).containsExactly(new Claim(user.userId(), Optional.of("ada@example.org")));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void a_token_is_good_for_its_purpose_only_and_until_it_expires() {
        add(Purpose.VERIFY_EMAIL);

        assertThat(use(Purpose.RESET_PASSWORD, NOW)).isEmpty();
        assertThat(use(Purpose.VERIFY_EMAIL, EXPIRY)).isEmpty();
        assertThat(use(Purpose.VERIFY_EMAIL, EXPIRY.minusMillis(1))).isPresent();
    }

    @Test
    void a_remembered_browser_is_found_again_and_again_until_all_are_voided() {
        add(Purpose.REMEMBER_ME);
        assertThat(find(Purpose.REMEMBER_ME)).isPresent();
        assertThat(find(Purpose.REMEMBER_ME)).isPresent();

        tokens(all -> {
            all.voidAll(user.userId(), NOW);
            return null;
        });

        assertThat(find(Purpose.REMEMBER_ME)).isEmpty();
    }

    @Test
    void tokens_of_one_purpose_can_be_voided_alone() {
        add(Purpose.REMEMBER_ME);

        tokens(all -> {
            all.voidAll(user.userId(), Purpose.RESET_PASSWORD, NOW);
            return null;
        });

        assertThat(find(Purpose.REMEMBER_ME)).isPresent();
    }

    private void add(Purpose purpose) {
        tokens(all -> {
            all.add(
                    purpose,
                    hash,
                    UuidV7.next(),
                    new Claim(user.userId(), Optional.of("ada@example.org")),
                    NOW,
                    EXPIRY);
            return null;
        });
    }

    private Optional<Claim> use(Purpose purpose, Instant now) {
        return tokens(all -> all.use(purpose, hash, now));
    }

    private Optional<Claim> find(Purpose purpose) {
        return tokens(all -> all.find(purpose, hash, NOW));
    }

    private static <T> T tokens(Function<OneTimeTokenRepository, T> work) {
        return Database.get()
                .inTransaction(
                        entityManager -> work.apply(Database.repository(new OneTimeTokenRepository(), entityManager)));
    }
}
