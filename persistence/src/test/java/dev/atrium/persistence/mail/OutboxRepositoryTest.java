package dev.atrium.persistence.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.persistence.Database;
import dev.atrium.persistence.mail.OutboxRepository.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mail is taken by one node at a time, and only when it is due. */
class OutboxRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LEASE = NOW.plus(Duration.ofMinutes(15));

    @BeforeEach
    void empty() {
        Database.get().run(entityManager -> entityManager
                .createNativeQuery("DELETE FROM outbox_mail")
                .executeUpdate());
    }

    @Test
    void of_nodes_that_take_at_once_each_mail_goes_to_one() throws Exception {
        for (int i = 0; i < 40; i++) {
            add("mail" + i);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Taken>>> taken = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                taken.add(nodes.submit(() -> take(NOW)));
            }
            List<String> subjects = new ArrayList<>();
            for (Future<List<Taken>> batch : taken) {
                batch.get().forEach(mail -> subjects.add(mail.subject()));
            }
            assertThat(subjects).hasSize(40).doesNotHaveDuplicates();
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void what_a_node_has_taken_and_not_finished_is_taken_again_after_a_while() {
        add("lost");
        assertThat(take(NOW)).extracting(Taken::attempt).containsExactly(1);

        assertThat(take(LEASE.minusMillis(1))).isEmpty();
        assertThat(take(LEASE)).extracting(Taken::attempt).containsExactly(2);
    }

    @Test
    void what_was_sent_is_not_taken_again_and_keeps_no_text() {
        add("done");
        UUID id = take(NOW).get(0).id();
        outbox(mails -> {
            mails.sent(id, "", NOW);
            return null;
        });

        assertThat(take(LEASE)).isEmpty();
        Object row = Database.get().inTransaction(entityManager -> entityManager
                .createNativeQuery("SELECT state || body FROM outbox_mail")
                .getSingleResult());
        assertThat(row).isEqualTo("SENT");
    }

    @Test
    void what_failed_waits_until_it_is_due_again_and_is_given_up_in_the_end() {
        add("bad");
        UUID id = take(NOW).get(0).id();
        Instant due = NOW.plusSeconds(30);
        outbox(mails -> {
            mails.postpone(id, "refused", due);
            return null;
        });
        assertThat(take(due.minusMillis(1))).isEmpty();
        assertThat(take(due)).hasSize(1);

        outbox(mails -> {
            mails.giveUp(id, "refused");
            return null;
        });
        assertThat(take(LEASE.plusSeconds(9999))).isEmpty();
    }

    @Test
    void what_waits_is_never_forgotten() {
        add("waiting");
        add("sent");
        UUID sent = take(NOW).stream()
                .filter(mail -> mail.subject().equals("sent"))
                .findFirst()
                .orElseThrow()
                .id();
        outbox(mails -> {
            mails.sent(sent, "", NOW);
            return null;
        });

        int forgotten = outbox(mails -> mails.deleteBefore(NOW.plusSeconds(1)));
        assertThat(forgotten).isEqualTo(1);
        assertThat(take(LEASE)).extracting(Taken::subject).containsExactly("waiting");
    }

    private static void add(String subject) {
        outbox(mails -> {
            mails.add("ada@example.org", subject, "text", NOW);
            return null;
        });
    }

    private static List<Taken> take(Instant now) {
        return outbox(mails -> mails.take(now, now.plus(Duration.ofMinutes(15)), 5));
    }

    private static <T> T outbox(Function<OutboxRepository, T> work) {
        return Database.get()
                .inTransaction(entityManager -> work.apply(Database.repository(new OutboxRepository(), entityManager)));
    }
}
