package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Visits.class)
class AccountIT {

    private static final Pattern SIGN_IN = Pattern.compile(".*/login.*");

    @Test
    void who_signs_up_can_chat_at_once_with_the_credits_of_a_new_user(Visitor visitor) {
        ChatPage chat = visitor.signUp();

        assertThat(chat.balance()).hasText("500.00 credits");
        assertThat(visitor.page().getByText("What can I help you with?")).isVisible();
    }

    @Test
    void who_signed_out_is_let_in_by_the_right_password_only(Visitor visitor) {
        visitor.signUp();
        visitor.signOut();
        assertThat(visitor.page()).hasURL(SIGN_IN);

        visitor.enter("not the password");
        assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("E-mail address or password is wrong.");
        assertThat(visitor.page()).hasURL(SIGN_IN);

        visitor.enter(Visitor.PASSWORD);
        new ChatPage(visitor.page()).opened();
    }

    @Test
    void a_request_that_finds_the_session_gone_does_not_call_off_the_sign_out(Visitor visitor) {
        ChatPage chat = visitor.signUp();
        Page page = visitor.page();
        List<Route> lists = new ArrayList<>();
        page.route("**/api/conversations?*", lists::add);
        page.route("**/sign-out", signOut -> {
            lists.forEach(list -> list.fulfill(new Route.FulfillOptions().setStatus(401)));
            signOut.resume();
        });
        visitor.expectsRefusal(401);
        chat.reload();
        page.waitForCondition(() -> !lists.isEmpty());

        visitor.signOut();

        assertThat(page.locator("h1")).hasText("Sign in to Atrium");
        assertThat(page).hasURL("login");
    }

    /** PrimeFaces would do it a moment after the page is there, and what is typed then goes into another field. */
    @Test
    void no_script_takes_the_focus_from_who_is_typing(Visitor visitor) {
        visitor.openSignIn();
        Assertions.assertThat(visitor.page().content()).doesNotContain("PrimeFaces.focus(");
        visitor.openSignUp();
        Assertions.assertThat(visitor.page().content()).doesNotContain("PrimeFaces.focus(");
    }

    @Test
    void the_chat_is_closed_to_strangers_and_opens_after_the_sign_in(Visitor visitor) {
        ChatPage chat = visitor.signUp();
        chat.ask("Which page is this?").awaitEnd();
        String address = visitor.page().url();
        visitor.signOut();
        assertThat(visitor.page()).hasURL(SIGN_IN);

        visitor.page().navigate(address);
        assertThat(visitor.page()).hasURL(SIGN_IN);
        visitor.enter(Visitor.PASSWORD);

        assertThat(visitor.page()).hasURL(address);
        assertThat(chat.questions()).hasText("Which page is this?");
    }
}
