package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.it.api.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages where a workspace and the organisation are settled. */
@ExtendWith({Installation.Shared.class, Visits.class})
class SettingsIT {

    @Test
    void a_key_is_checked_kept_and_shown_by_its_end_only(Visitor visitor) {
        Page page = visitor.open("workspace");
        Locator mistral = page.locator("[data-provider=mistral]");

        mistral.getByLabel("New key for Mistral").fill("bad-key-of-mistral");
        button(mistral, "Save: Mistral").click();
        assertThat(mistral.locator(".ui-message")).hasText("is refused by mistral");

        mistral.getByLabel("New key for Mistral").fill("a-good-key-of-mistral-4711");
        button(mistral, "Save: Mistral").click();
        assertThat(page.locator("#keys .ui-messages")).hasText("The key for Mistral is saved and accepted.");
        assertThat(mistral.locator("code")).hasText("••••4711");
        assertThat(mistral.getByLabel("New key for Mistral")).hasValue("");
        visitor.findsItFineEverywhere("workspace");

        button(mistral, "Remove: Mistral").click();
        button(page.locator("dialog[open]"), "Remove").click();
        assertThat(page.locator("#keys .ui-messages")).hasText("The key for Mistral is removed.");
        assertThat(mistral.locator(".tag")).hasText("No key");
    }

    @Test
    void whether_another_model_may_answer_is_kept(Visitor visitor) {
        Page page = visitor.open("workspace");
        Locator may = page.getByLabel("Let another model answer");
        assertThat(may).isChecked();

        may.uncheck();
        button(page.locator("#settings"), "Save").click();
        assertThat(page.locator("#settings .ui-messages")).hasText("The settings are saved.");
        page.reload();
        assertThat(may).not().isChecked();

        may.check();
        button(page.locator("#settings"), "Save").click();
        assertThat(page.locator("#settings .ui-messages")).hasText("The settings are saved.");
    }

    @Test
    void an_administrator_gives_a_model_a_price_and_lets_people_use_it(Visitor visitor) {
        Page page = visitor.openAsAdministrator("admin/models?state=unpriced");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("GPT-5.4 mini")))
                .isHidden();
        visitor.findsItFineEverywhere("admin-models");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("GPT Image 2"))
                .click();

        page.getByLabel("For an image").fill("1024x1024 low nothing");
        button(page.locator("#model"), "Save").click();
        assertThat(page.locator("#model .ui-messages")).containsText("price must be given");

        page.getByLabel("For an image").fill("1024x1024 low 0,9\n* * 4.2");
        page.getByLabel("People can use this model").check();
        button(page.locator("#model"), "Save").click();
        assertThat(page.locator("#model .ui-messages")).hasText("Saved. Its prices are version 1.");
        assertThat(page.getByLabel("For an image")).hasValue("* * 4.2\n1024x1024 low 0.9");
        visitor.findsItFineEverywhere("admin-model");

        page.getByLabel("People can use this model").uncheck();
        button(page.locator("#model"), "Save").click();
        assertThat(page.locator("#use-heading .tag")).hasText("Disabled");
    }

    @Test
    void an_administrator_sees_how_providers_are_doing_and_adds_an_endpoint(Visitor visitor) {
        Page page = visitor.openAsAdministrator("admin/providers");
        assertThat(page.locator("#providers tbody tr").first()).containsText("Closed");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("standby");
        page.getByLabel("Address with version path").fill("http://127.0.0.1:9/v1");
        page.getByLabel("Models, with commas between").fill("qwen3-32b, gemma-3");

        button(page.locator("#add"), "Add endpoint").click();

        assertThat(page.locator("#add .ui-messages")).hasText("The endpoint standby is there.");
        Locator added = page.locator("#endpoints li", new Page.LocatorOptions().setHasText("standby"));
        assertThat(added).containsText("qwen3-32b, gemma-3");
        visitor.findsItFineEverywhere("admin-providers");
        button(added, "Remove: standby").click();
        button(page.locator("dialog[open]"), "Remove").click();
        assertThat(added).hasCount(0);
    }

    @Test
    void the_pages_of_administrators_are_for_them_only(Visitor visitor) {
        visitor.expectsRefusal(403);

        Page page = visitor.open("admin/models");

        assertThat(page.locator("h1")).hasText("Not allowed");
        assertThat(page.locator("#registry")).hasCount(0);
    }

    @Test
    void models_are_filtered_and_set_side_by_side(Visitor visitor) {
        Page page = visitor.open("models");
        page.getByLabel("Find a model").fill("claude-sonnet");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("GPT-5.4 mini")))
                .isHidden();
        page.getByLabel("Compare Claude Sonnet 5").check();
        page.getByLabel("Compare Claude Sonnet 4.6").check();
        visitor.findsItFineEverywhere("models");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Compare").setExact(true))
                .click();

        assertThat(page.locator("dialog[open] table")).containsText("claude-sonnet-4-6");
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
