package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The chat page, in the words of whoever uses it. */
final class ChatPage {

    private static final Pattern ADDRESS = Pattern.compile(".*/chat(/[0-9a-f-]+)?");
    private static final Pattern ADDRESS_OF_CONVERSATION = Pattern.compile(".*/chat/[0-9a-f-]+");

    private final Page page;

    ChatPage(Page page) {
        this.page = page;
    }

    /** Waits until it is ready to be asked. */
    ChatPage opened() {
        assertThat(page).hasURL(ADDRESS);
        assertThat(part("modelButton")).isVisible();
        assertThat(balance()).isVisible();
        return this;
    }

    ChatPage startNew() {
        page.locator("[data-chat=new]").click();
        assertThat(part("welcome")).isVisible();
        return this;
    }

    ChatPage choose(String model) {
        part("modelButton").click();
        part("modelFind").fill(model);
        part("modelFind").press("Enter");
        assertThat(part("modelPanel")).isHidden();
        return this;
    }

    ChatPage ask(String question) {
        input().fill(question);
        input().press("Enter");
        return this;
    }

    ChatPage awaitEnd() {
        assertThat(answer().locator(".meta")).isVisible();
        assertThat(button("Send")).isVisible();
        assertThat(page).hasURL(ADDRESS_OF_CONVERSATION);
        return this;
    }

    /** The answer is being written, as far as the reader can tell. */
    void isWriting() {
        assertThat(answer()).hasAttribute("aria-busy", "true");
    }

    ChatPage stop() {
        button("Stop the answer").click();
        return this;
    }

    ChatPage reload() {
        page.reload();
        return opened();
    }

    Locator input() {
        return part("input");
    }

    Locator thread() {
        return part("column");
    }

    Locator questions() {
        return page.locator(".msg.user [data-part=text]");
    }

    Locator answers() {
        return page.locator(".msg.assistant");
    }

    /** The newest answer, with all that belongs to it. */
    Locator answer() {
        return answers().last();
    }

    /** What the newest answer says. */
    Locator text() {
        return answer().locator("[data-part=body]");
    }

    /** What is told about the end of the newest answer. */
    Locator note() {
        return answer().locator("[data-part=note]");
    }

    Locator tokens() {
        return answer().locator("[data-part=tokens]");
    }

    Locator credits() {
        return answer().locator("[data-part=credits]");
    }

    /** What is told about a question that was not taken. */
    Locator problem() {
        return part("notice");
    }

    Locator balance() {
        return page.locator("#credit-chip");
    }

    /** Titles in the list at the side. */
    Locator conversations() {
        return page.locator(".conv .title");
    }

    Locator drawer() {
        return page.locator("#side");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator part(String name) {
        return page.locator("[data-part=" + name + "]");
    }
}
