package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import dev.atrium.demo.Behaviour;
import dev.atrium.it.api.Installation;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({Installation.Shared.class, Visits.class})
class TextIT {

    private final Installation atrium;

    TextIT(Installation atrium) {
        this.atrium = atrium;
    }

    @Test
    void a_prompt_becomes_a_text_that_can_be_downloaded(Visitor visitor) throws IOException {
        TextPage text = new TextPage(visitor.open("text"));
        assertThat(text.button("Write")).isDisabled();
        answerTo(
                "Announce the new hours",
                Behaviour.saying("We open **at eight**.").and("[[usage in 1000 out 2000]]"));

        text.write("Announce the new hours").awaitEnd();

        assertThat(text.text()).hasText("We open at eight.");
        assertThat(text.credits()).not().isEmpty();
        Download download =
                visitor.page().waitForDownload(() -> text.button("Download").click());
        assertThat(download.suggestedFilename()).isEqualTo("text.md");
        assertThat(Files.readString(download.path())).isEqualTo("We open **at eight**.");
    }

    @Test
    void a_text_can_be_stopped_and_what_was_written_stays(Visitor visitor) {
        TextPage text = new TextPage(visitor.open("text"));
        answerTo("Write without end", Behaviour.saying("w1. w2. w3. w4.").and("[[hang after 2]]"));

        text.write("Write without end");
        assertThat(text.text()).containsText("w2.");
        text.button("Stop the answer").click();
        text.awaitEnd();

        assertThat(text.text()).hasText("w1. w2.");
        assertThat(text.note()).containsText("Stopped.");
    }

    @Test
    void a_refusal_is_told_and_the_prompt_is_kept(Visitor visitor) {
        TextPage text = new TextPage(visitor.open("text"));
        visitor.page()
                .locator("summary", new Page.LocatorOptions().setHasText("Settings"))
                .click();
        visitor.page().getByLabel("Longest answer, in tokens").evaluate("input => input.removeAttribute('max')");
        visitor.page().getByLabel("Longest answer, in tokens").fill("99999999");
        visitor.expectsRefusal(400);

        text.write("Too much");

        assertThat(text.problem()).containsText("must be at most");
        assertThat(text.prompt()).hasValue("Too much");
    }

    @Test
    void goes_on_in_a_chat(Visitor visitor) {
        TextPage text = new TextPage(visitor.open("text"));
        answerTo("A first draft", Behaviour.saying("Draft."));
        text.write("A first draft").awaitEnd();

        text.button("Go on in a chat").click();

        assertThat(new ChatPage(visitor.page()).opened().input()).hasValue("Draft.");
    }

    @Test
    void is_accessible_in_both_themes_and_fits_each_screen(Visitor visitor) {
        TextPage text = new TextPage(visitor.open("text"));
        visitor.findsItFineEverywhere("text-empty");
        answerTo("A letter", Behaviour.saying("Dear all,\n\n- one\n- two\n\nYours"));
        text.write("A letter").awaitEnd();
        visitor.findsItFineEverywhere("text");
    }

    private void answerTo(String prompt, Behaviour behaviour) {
        atrium.providers().script().whenPromptContains(prompt, 1, behaviour);
    }
}
