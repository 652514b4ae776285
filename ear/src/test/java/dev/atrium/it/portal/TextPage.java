package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page for text, in the words of whoever uses it. */
final class TextPage {

    private final Page page;

    TextPage(Page page) {
        this.page = page;
        assertThat(part("modelButton")).isVisible();
    }

    TextPage write(String prompt) {
        prompt().fill(prompt);
        prompt().press("Control+Enter");
        return this;
    }

    TextPage awaitEnd() {
        assertThat(page.locator(".msg .meta")).isVisible();
        assertThat(button("Write")).isEnabled();
        return this;
    }

    Locator prompt() {
        return part("prompt");
    }

    Locator text() {
        return page.locator(".msg [data-part=body]");
    }

    Locator note() {
        return page.locator(".msg [data-part=note]");
    }

    Locator credits() {
        return page.locator(".msg [data-part=credits]");
    }

    /** What is told about a prompt that was not taken. */
    Locator problem() {
        return part("notice");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator part(String name) {
        return page.locator("[data-part=" + name + "]");
    }
}
