package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.DemoProviders;
import dev.atrium.it.Distribution;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed loses nothing that it had acknowledged, and holds nobody's credits. */
class CrashIT {

    private static final int STREAMS = 20;

    @TempDir
    Path directory;

    /** One of the answers that were under way. */
    private record Turn(String question, JsonObject start) {}

    @Test
    @Timeout(240)
    void answers_under_way_fail_and_everything_else_is_there_after_a_crash() throws Exception {
        try (DemoProviders providers = DemoProviders.start(0, Duration.ZERO)) {
            Distribution.Settings settings = Installation.servedBy(providers).dataDirectory(directory);
            try (Distribution killed = settings.start()) {
                Client user = Client.signUp(killed.uri());
                JsonObject paid = user.chat(Installation.HOUSE_MODEL, "[[text It is four.]]")
                        .whole()
                        .mustBe(200)
                        .json();
                Balance before = user.balance();
                providers.script().whenPromptContains("Question", STREAMS, Behaviour.of("[[hang after 3]]"));
                List<Turn> turns = beginAnswers(user);
                assertThat(user.balance().reserved()).isPositive();

                killed.kill();

                try (Distribution next = settings.start()) {
                    Client again = user.signIn(next.uri());
                    assertThat(again.balance()).isEqualTo(before);
                    for (Turn turn : turns) {
                        assertFailed(again, turn);
                    }
                    assertThat(again.messages(paid.getString("conversationId")).get(1))
                            .isEqualTo(paid.getJsonObject("message"));
                    assertThat(again.conversationCount()).isEqualTo(STREAMS + 1);
                    again.chat(Installation.HOUSE_MODEL, "And on we go")
                            .in(turns.get(0).start().getString("conversationId"))
                            .whole()
                            .mustBe(200);
                }
            }
        }
    }

    private static List<Turn> beginAnswers(Client user) throws Exception {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            String question = "Question " + i;
            EventStream answer = user.chat(Installation.HOUSE_MODEL, question).stream();
            JsonObject start = answer.await("start").data();
            answer.awaitChunks(3);
            turns.add(new Turn(question, start));
        }
        return turns;
    }

    private static void assertFailed(Client user, Turn turn) throws Exception {
        JsonObject generation = user.generation(turn.start().getString("generationId"));
        assertThat(generation.getString("status")).isEqualTo("failed");
        assertThat(generation.getJsonNumber("credits").bigDecimalValue()).isZero();
        List<JsonObject> messages = user.messages(turn.start().getString("conversationId"));
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).getString("content")).isEqualTo(turn.question());
        assertThat(messages.get(1).getString("status")).isEqualTo("failed");
        try (EventStream events = user.events(turn.start().getString("generationId"), 0)) {
            assertThat(events.status()).as("its events went with the process").isEqualTo(410);
        }
    }
}
