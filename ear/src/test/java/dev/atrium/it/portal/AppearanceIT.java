package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.atrium.demo.Behaviour;
import dev.atrium.it.api.Installation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({Installation.Shared.class, Visits.class})
class AppearanceIT {

    private final Installation atrium;

    AppearanceIT(Installation atrium) {
        this.atrium = atrium;
    }

    @Test
    void a_theme_once_chosen_is_kept_against_the_systems(Visitor visitor) {
        ChatPage chat = visitor.openChat();
        var page = visitor.page().locator("html");

        chat.button("Switch between light and dark").click();

        assertThat(page).hasAttribute("data-theme", "dark");
        assertThat(page).hasCSS("color-scheme", "dark");
        chat.reload();
        assertThat(page).hasCSS("color-scheme", "dark");
        chat.button("Switch between light and dark").click();
        visitor.prefers(ColorScheme.DARK);
        chat.reload();
        assertThat(page).hasCSS("color-scheme", "light");
    }

    @Test
    void on_a_phone_the_conversations_wait_in_a_drawer(Visitor visitor) {
        ChatPage chat = visitor.openChat().ask("Hello there").awaitEnd();
        visitor.on(Screen.PHONE);
        assertThat(chat.drawer()).not().isInViewport();

        chat.button("Open navigation").click();
        assertThat(chat.drawer()).isInViewport();
        visitor.page().keyboard().press("Escape");
        assertThat(chat.drawer()).not().isInViewport();

        chat.button("Open navigation").click();
        visitor.takesPicture("drawer");
        chat.conversations().first().click();
        assertThat(chat.drawer()).not().isInViewport();
        assertThat(chat.questions()).hasText("Hello there");
    }

    @Test
    void pages_for_strangers_are_accessible_in_both_themes_and_fit_each_screen(Visitor visitor) {
        visitor.openSignIn();
        visitor.findsItFineEverywhere("login");
        visitor.openSignUp();
        visitor.findsItFineEverywhere("register");
    }

    @Test
    void the_chat_is_accessible_in_both_themes_and_fits_each_screen(Visitor visitor) {
        ChatPage chat = visitor.signUp();
        visitor.findsItFineEverywhere("welcome");
        CONVERSATIONS.forEach((question, answer) -> {
            atrium.providers().script().whenPromptContains(question, 1, Behaviour.saying(answer));
            chat.startNew().ask(question).awaitEnd();
        });
        assertThat(chat.conversations()).hasCount(CONVERSATIONS.size());
        visitor.findsItFineEverywhere("chat");
    }

    private static final Map<String, String> CONVERSATIONS = conversations();

    /** What is talked about in the pictures. */
    private static Map<String, String> conversations() {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put(
                "Summary of the travel policy", "You may book **second class** up to four hours, first class beyond.");
        answers.put("Three names for a coffee bar", "1. Half Past Ten\n2. The Second Cup\n3. Grounds for Joy");
        answers.put("Translate our greeting into Danish", "> Velkommen, og tak fordi du er her.");
        answers.put("Checklist for the move in May", "- Cancel the old lines\n- Label each desk\n- Order keys");
        answers.put("Group orders by month in Java", """
                A stream can do it in one pass. `YearMonth` is the key, and a `TreeMap` in reverse order puts the newest month first:

                ```java
                static SortedMap<YearMonth, BigDecimal> totals(List<Order> orders) {
                    return orders.stream().collect(groupingBy(
                            order -> YearMonth.from(order.date()),
                            () -> new TreeMap<>(reverseOrder()),
                            reducing(BigDecimal.ZERO, Order::total, BigDecimal::add)));
                }
                ```

                For three orders it returns:

                | Month | Orders | Total |
                |---|--:|--:|
                | 2025-06 | 2 | 240.50 |
                | 2025-05 | 1 | 99.00 |

                Amounts are **added exactly**, for `BigDecimal` does not round on its way.
                """);
        return answers;
    }
}
