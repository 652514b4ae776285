package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.atrium.it.api.Installation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that go with a question. */
@ExtendWith({Installation.Shared.class, Visits.class})
class AttachmentIT {

    private static final String SEEING_MODEL = "claude-sonnet-4-5";

    @Test
    void a_picture_is_shown_before_it_is_sent_and_under_its_message_afterwards(Visitor visitor) throws IOException {
        ChatPage chat = visitor.openChat().startNew().choose(SEEING_MODEL);
        Page page = visitor.page();
        attach(page, new FilePayload("chart.png", "image/png", png()));
        Locator chip = chips(page).first();
        assertThat(chip).containsText("chart.png");
        assertThat(chip.locator("img")).isVisible();
        visitor.findsItFineEverywhere("attachments");

        chat.ask("What is this?").awaitEnd();

        assertThat(chips(page)).hasCount(0);
        chat.reload();
        assertThat(chat.questions().last()).hasText("What is this?");
        assertThat(page.locator(".msg.user .sent-file").last()).containsText("chart.png");
        assertThat(page.locator(".msg.user .sent-file img").last()).isVisible();
    }

    @Test
    void a_model_that_does_not_see_keeps_a_picture_from_being_sent(Visitor visitor) throws IOException {
        ChatPage chat = visitor.openChat().startNew().choose(SEEING_MODEL);
        Page page = visitor.page();
        attach(page, new FilePayload("chart.png", "image/png", png()));
        chat.input().fill("What is this?");
        assertThat(chat.button("Send")).isEnabled();

        chat.choose(Installation.HOUSE_MODEL);
        assertThat(chips(page).first()).containsText("does not see pictures");
        assertThat(chat.button("Send")).isDisabled();

        chat.choose(SEEING_MODEL);
        assertThat(chat.button("Send")).isEnabled();
        chat.button("Remove chart.png").click();
        assertThat(chips(page)).hasCount(0);
    }

    @Test
    void what_cannot_be_attached_says_why(Visitor visitor) {
        visitor.expectsRefusal(415);
        ChatPage chat = visitor.openChat().startNew();

        attach(
                visitor.page(),
                new FilePayload("tool.exe", "application/octet-stream", "MZ\0\0".getBytes(StandardCharsets.US_ASCII)));

        assertThat(chips(visitor.page()).first()).containsText("can be attached");
        chat.input().fill("What is this?");
        assertThat(chat.button("Send")).isDisabled();
        chat.button("Remove tool.exe").click();
        assertThat(chat.button("Send")).isEnabled();
        chat.input().fill("");
    }

    private static void attach(Page page, FilePayload file) {
        page.locator("[data-part=fileInput]").setInputFiles(file);
    }

    private static Locator chips(Page page) {
        return page.locator(".attachment");
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
