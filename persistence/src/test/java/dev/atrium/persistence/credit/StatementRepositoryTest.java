package dev.atrium.persistence.credit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.Fixture;
import dev.atrium.persistence.type.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Each entry has the balance after it, from whichever side and in whichever portions the statement is read. */
class StatementRepositoryTest {

    @Test
    void an_account_without_movements_has_an_empty_statement() {
        Fixture workspace = Fixture.workspaceWith(Credits.ZERO);

        assertThat(entries(all -> all.findNewest(workspace.workspaceId(), 0, 10)))
                .isEmpty();
        assertThat(entries(all -> all.findAfter(workspace.workspaceId(), Optional.empty(), 10)))
                .isEmpty();
        assertThat(count(workspace)).isZero();
    }

    @Test
    void the_statement_is_of_one_workspace() {
        Fixture workspace = Fixture.workspaceWith(Credits.ofMicro(5));
        Fixture.workspaceWith(Credits.ofMicro(7));

        assertThat(entries(all -> all.findNewest(workspace.workspaceId(), 0, 10)))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.kind()).isEqualTo(TransferKind.GRANT);
                    assertThat(entry.amount()).isEqualTo(Credits.ofMicro(5));
                    assertThat(entry.balance()).isEqualTo(Credits.ofMicro(5));
                    assertThat(entry.reason()).isEqualTo("sign-up");
                    assertThat(entry.userId()).contains(workspace.userId());
                });
    }

    @Property(tries = 20)
    void balances_run_and_pages_join(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = -9, max = 9) Integer> movements,
            @ForAll @IntRange(min = 1, max = 5) int page) {
        Fixture workspace = Fixture.workspaceWith(Credits.ofMicro(100));
        List<Long> balances = new ArrayList<>(List.of(100L));
        Instant now = Fixture.NOW;
        for (int movement : movements) {
            if (movement != 0) {
                // Some share an instant, so that the id decides.
                now = movement % 2 == 0 ? now : now.plusSeconds(1);
                move(workspace, movement, now);
                balances.add(balances.get(balances.size() - 1) + movement);
            }
        }

        List<StatementEntry> newest = new ArrayList<>();
        for (int offset = 0; offset < balances.size(); offset += page) {
            int from = offset;
            newest.addAll(statement(all -> all.findNewest(workspace.workspaceId(), from, page)));
        }
        List<StatementEntry> oldest = new ArrayList<>();
        Optional<StatementEntry> last = Optional.empty();
        List<StatementEntry> batch;
        do {
            Optional<StatementEntry> before = last;
            batch = statement(all -> all.findAfter(workspace.workspaceId(), before, page));
            oldest.addAll(batch);
            last = batch.isEmpty() ? last : Optional.of(batch.get(batch.size() - 1));
        } while (!batch.isEmpty());

        assertThat(oldest).extracting(entry -> entry.balance().micro()).containsExactlyElementsOf(balances);
        Collections.reverse(newest);
        assertThat(newest).isEqualTo(oldest);
        assertThat(count(workspace)).isEqualTo(balances.size());
    }

    private static void move(Fixture workspace, int micro, Instant now) {
        Database.get().run(entityManager -> {
            LedgerRepository ledger = Database.repository(new LedgerRepository(), entityManager);
            if (micro > 0) {
                ledger.grant(
                        workspace.workspaceId(),
                        Credits.ofMicro(micro),
                        TransferKind.GRANT,
                        Optional.empty(),
                        workspace.userId(),
                        "test",
                        now);
            } else {
                UUID reservation = UuidV7.next();
                Credits amount = Credits.ofMicro(-micro);
                ledger.reserve(reservation, workspace.workspaceId(), amount, now, now.plusSeconds(60));
                ledger.capture(reservation, amount, null, workspace.userId(), "test", now);
            }
        });
    }

    private static List<StatementEntry> entries(Function<StatementRepository, List<StatementEntry>> question) {
        return statement(question);
    }

    private static long count(Fixture workspace) {
        return statement(all -> all.count(workspace.workspaceId()));
    }

    private static <T> T statement(Function<StatementRepository, T> work) {
        return Database.get()
                .inTransaction(
                        entityManager -> work.apply(Database.repository(new StatementRepository(), entityManager)));
    }
}
