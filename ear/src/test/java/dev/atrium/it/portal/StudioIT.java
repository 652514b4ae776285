package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.atrium.it.api.Installation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages for images, speech and transcription. */
@ExtendWith({Installation.Shared.class, Visits.class})
class StudioIT {

    private static final int RATE = 8_000;

    @Test
    void a_prompt_becomes_an_image_that_can_be_downloaded_and_deleted(Visitor visitor) throws IOException {
        Page page = visitor.open("images");
        assertThat(button(page, "Make image")).isDisabled();
        choose(page, "ChatGPT Image (latest)");
        page.getByLabel("Prompt", new Page.GetByLabelOptions().setExact(true)).fill("A lighthouse at dusk");
        assertThat(part(page, "estimate")).containsText("credits");

        button(page, "Make image").click();

        Locator image = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("A lighthouse at dusk"));
        image.click();
        assertThat(part(page, "detailPrompt")).hasText("A lighthouse at dusk");
        assertThat(page).hasURL(Pattern.compile(".*/images/[0-9a-f-]{36}$"));
        visitor.findsItFineEverywhere("image");
        Download download =
                page.waitForDownload(() -> part(page, "detailDownload").click());
        assertThat(download.suggestedFilename()).isEqualTo("A lighthouse at dusk.png");
        assertThat(Files.size(download.path())).isPositive();

        button(page, "Use again").click();
        assertThat(page.getByLabel("Prompt", new Page.GetByLabelOptions().setExact(true)))
                .hasValue("A lighthouse at dusk");
        visitor.findsItFineEverywhere("images");
        page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("2020-01-01");
        assertThat(image).hasCount(0);
        page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).fill("");

        image.click();
        button(page, "Delete").click();
        part(page, "deleteConfirm").click();
        assertThat(image).hasCount(0);
    }

    @Test
    void a_text_becomes_speech_that_is_played(Visitor visitor) {
        Page page = visitor.open("speech");
        choose(page, "GPT-4o mini TTS");
        page.getByLabel("Format").selectOption("wav");
        page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true)).fill("Good evening from Ulm.");

        button(page, "Speak").click();

        assertThat(page.locator(".recording-text").first()).hasText("Good evening from Ulm.");
        visitor.findsItFineEverywhere("speech");
        button(page, "Play").first().click();
        page.waitForFunction("() => document.querySelector('audio').currentTime > 0");
    }

    @Test
    void a_recording_becomes_a_transcript_whose_lines_move_the_player(Visitor visitor) throws IOException {
        Page page = visitor.open("transcription");
        choose(page, "Whisper");
        part(page, "file").setInputFiles(new FilePayload("meeting.wav", "audio/wav", wav(12)));

        button(page, "Transcribe").click();

        assertThat(part(page, "heading")).hasText("meeting.wav");
        visitor.findsItFineEverywhere("transcription");
        Locator second = page.locator(".transcript-line").nth(1);
        second.click();
        page.waitForFunction("() => document.querySelector('audio').currentTime > 1");
        assertThat(second).hasAttribute("aria-current", "true");
        Download download = page.waitForDownload(() -> part(page, "srt").click());
        assertThat(download.suggestedFilename()).isEqualTo("meeting.srt");
        assertThat(Files.readString(download.path())).startsWith("1\n00:00:00,000 --> ");
    }

    private static void choose(Page page, String model) {
        part(page, "modelButton").click();
        page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(model, new Page.GetByTextOptions().setExact(true))))
                .first()
                .click();
        assertThat(part(page, "modelName")).hasText(model);
    }

    private static Locator part(Page page, String name) {
        return page.locator("[data-part=" + name + "]");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Silence. */
    private static byte[] wav(int seconds) throws IOException {
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AudioSystem.write(
                new AudioInputStream(
                        new ByteArrayInputStream(new byte[seconds * RATE * 2]), format, (long) seconds * RATE),
                AudioFileFormat.Type.WAVE,
                out);
        return out.toByteArray();
    }
}
