package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.demo.Behaviour;
import dev.atrium.it.api.Installation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({Installation.Shared.class, Visits.class})
class AnswerIT {

    /** Each word is a piece of the stream, and none occurs twice, so that a gap or a repeat shows. */
    private static final String NUMBERED_WORDS =
            IntStream.rangeClosed(1, 25).mapToObj(i -> "w" + i + ".").collect(joining(" "));

    private final Installation atrium;

    AnswerIT(Installation atrium) {
        this.atrium = atrium;
    }

    @Test
    void streams_in_while_it_is_written(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        answerTo("Count to 25", Behaviour.saying(NUMBERED_WORDS).and("[[delay 60ms]]"));

        chat.ask("Count to 25");

        assertThat(chat.text()).containsText("w1.");
        String early = chat.text().textContent();
        chat.isWriting();
        assertThat(chat.text()).containsText("w15.");
        chat.isWriting();
        chat.awaitEnd();
        assertThat(chat.text()).hasText(NUMBERED_WORDS);
        assertThat(NUMBERED_WORDS).startsWith(early.strip()).hasSizeGreaterThan(early.length());
        assertThat(chat.conversations().first()).hasText("Count to 25");
    }

    @Test
    void shows_tokens_and_credits_and_the_balance_falls_by_them(Visitor visitor) {
        ChatPage chat = visitor.signUp().choose(Installation.HOUSE_MODEL);
        answerTo("What will this cost?", Behaviour.saying("Little.").and("[[usage in 1000 out 2000]]"));

        chat.ask("What will this cost?").awaitEnd();

        assertThat(chat.tokens()).hasText("1,000 + 2,000 tokens");
        assertThat(chat.credits()).hasText("0.45 credits");
        assertThat(chat.balance()).hasText("499.55 credits");
    }

    @Test
    void code_is_highlighted_and_can_be_copied(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        answerTo("Show me a method", Behaviour.saying("""
                ## A method

                It returns **the answer**:

                ```java
                public int answer() {
                    return 42;
                }
                ```
                """));

        chat.ask("Show me a method").awaitEnd();

        assertThat(chat.text().locator("h2")).hasText("A method");
        assertThat(chat.text().locator("strong")).hasText("the answer");
        assertThat(chat.text().locator("code .hljs-keyword").first()).hasText("public");
        chat.text().locator(".code-copy").click();
        assertThat(chat.text().locator(".code-copy")).hasText("Copied");
        assertThat(visitor.page().evaluate("navigator.clipboard.readText()")).isEqualTo("""
                public int answer() {
                    return 42;
                }""");
    }

    @Test
    void what_had_arrived_is_kept_when_it_is_stopped(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        answerTo("Go on forever", Behaviour.saying(NUMBERED_WORDS).and("[[hang after 5]]"));

        chat.ask("Go on forever");
        assertThat(chat.text()).containsText("w5.");
        chat.stop().awaitEnd();

        assertThat(chat.text()).hasText("w1. w2. w3. w4. w5.");
        assertThat(chat.note()).containsText("Stopped. What had been written until then is kept.");
        chat.reload();
        assertThat(chat.text()).hasText("w1. w2. w3. w4. w5.");
        assertThat(chat.note()).containsText("Stopped.");
    }

    @Test
    void goes_on_after_a_reload_without_a_gap_or_a_repeat(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        answerTo("Count slowly", Behaviour.saying(NUMBERED_WORDS).and("[[delay 150ms]]"));

        chat.ask("Count slowly");
        assertThat(chat.text()).containsText("w3.");
        chat.reload();

        assertThat(chat.text()).containsText("w5.");
        chat.isWriting();
        chat.awaitEnd();
        assertThat(chat.text()).hasText(NUMBERED_WORDS);
        assertThat(chat.answers()).hasCount(1);
    }

    @Test
    void is_the_same_after_a_reload(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        answerTo("First question", Behaviour.saying("First *answer*"));
        answerTo("Second question", Behaviour.saying("| a | b |\n|---|--:|\n| 1 | 2 |"));
        chat.ask("First question").awaitEnd();
        chat.ask("Second question");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitEnd();
        String live = chat.thread().innerText();

        chat.reload();

        assertThat(chat.questions()).hasText(new String[] {"First question", "Second question"});
        assertThat(chat.text().locator("table")).isVisible();
        assertThat(chat.thread().innerText()).isEqualTo(live);
    }

    @Test
    void runs_no_script_neither_of_the_question_nor_of_the_model(Visitor visitor) {
        String attack = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        ChatPage chat = visitor.openChat();
        answerTo(
                "Repeat:",
                Behaviour.saying(attack + " [here](javascript:alert(3)) ![there](https://example.org/x.png)"));

        for (Runnable step : List.<Runnable>of(() -> chat.ask("Repeat: " + attack), chat::reload)) {
            step.run();
            chat.awaitEnd();
            assertThat(chat.questions()).hasText("Repeat: " + attack);
            assertThat(chat.text()).containsText(attack);
            assertThat(chat.thread().locator("img, script, [onerror], a[href^=javascript]"))
                    .hasCount(0);
        }
    }

    @Test
    void a_question_that_the_credits_do_not_cover_is_refused_and_stays_in_the_box(Visitor visitor) {
        ChatPage chat = visitor.openChat().choose(Installation.DEAR_MODEL);
        String balance = chat.balance().textContent();
        visitor.expectsRefusal(402);

        chat.ask("Write me a novel");

        assertThat(chat.problem()).containsText("There are not enough credits for this question.");
        assertThat(chat.input()).hasValue("Write me a novel");
        assertThat(chat.thread()).isEmpty();
        assertThat(chat.balance()).hasText(balance);
    }

    @Test
    void a_failure_of_the_provider_is_told_and_can_be_tried_again(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        answerTo("Will it work?", Behaviour.saying("Half").and("[[fail midstream after 1]]"));
        answerTo("Will it work?", Behaviour.saying("Now it does"));

        chat.ask("Will it work?").awaitEnd();
        assertThat(chat.note()).containsText("This answer was not finished.");
        chat.button("Try again").click();

        assertThat(chat.text()).hasText("Now it does");
        assertThat(chat.answers()).hasCount(1);
    }

    private void answerTo(String question, Behaviour behaviour) {
        atrium.providers().script().whenPromptContains(question, 1, behaviour);
    }
}
