package dev.atrium.persistence.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.credit.Credits;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GenerationRepositoryTest {

    private static final Database DATABASE = Database.get();

    private final Fixture owner = Fixture.workspaceWith(Credits.ofMicro(10));
    private final UUID generation = StoredGenerations.run(owner);

    @Test
    void only_the_user_who_ordered_it_finds_it_and_only_in_its_workspace() {
        Fixture other = Fixture.workspaceWith(Credits.ZERO);

        assertThat(found(owner.workspaceId(), owner.userId())).isTrue();
        assertThat(found(owner.workspaceId(), other.userId())).isFalse();
        assertThat(found(other.workspaceId(), owner.userId())).isFalse();
        assertThat(found(other.workspaceId(), other.userId())).isFalse();
    }

    private boolean found(UUID workspaceId, UUID userId) {
        return DATABASE.inTransaction(entityManager -> Database.repository(new GenerationRepository(), entityManager)
                .find(workspaceId, userId, generation)
                .isPresent());
    }
}
