package dev.atrium.it.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.atrium.it.api.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody at a browser of their own, who notices what no page may do: log an error, open a dialog, ask another host, or get
 * an answer that tells of an error.
 */
final class Visitor implements AutoCloseable {

    static final String PASSWORD = "correct horse battery staple";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final URI root;
    private final BrowserContext context;
    private final Page page;
    private final String email = "ada.lovelace+" + UUID.randomUUID() + "@example.org";
    private final List<Cookie> regular;
    private final Set<Integer> expectedRefusals = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();

    /** @param regular the cookies of a user whom tests share; filled when the first of them has signed up */
    Visitor(URI root, Browser browser, List<Cookie> regular) {
        this.root = root;
        this.regular = regular;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(root.toString())
                .setLocale("en-US")
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(Screen.DESKTOP.width, Screen.DESKTOP.height));
        context.onConsoleMessage(this::noticed);
        context.onWebError(error -> complaints.add("script: " + error.error()));
        context.onDialog(this::noticed);
        context.onRequest(this::noticed);
        context.onResponse(this::noticed);
        this.page = context.newPage();
    }

    Page page() {
        return page;
    }

    String email() {
        return email;
    }

    /* Pages */

    /** Creates an account by the form; the chat opens. */
    ChatPage signUp() {
        openSignUp();
        field("First name").fill("Ada");
        field("Last name").fill("Lovelace");
        field("E-mail").fill(email);
        field("Password").fill(PASSWORD);
        button("Create account").click();
        return new ChatPage(page).opened();
    }

    /** Opens the chat as the user whom tests share, for a sign-up takes a second: who has conversations and spent credits already. */
    ChatPage openChat() {
        if (regular.isEmpty()) {
            signUp();
            regular.addAll(context.cookies());
        } else {
            context.addCookies(regular);
            page.navigate("chat");
        }
        return new ChatPage(page).opened();
    }

    /** Opens another page of the user whom tests share. */
    Page open(String address) {
        openChat();
        page.navigate(address);
        return page;
    }

    /** Opens a page as the administrator of the organisation. */
    Page openAsAdministrator(String address) {
        openSignIn();
        field("E-mail").fill(Installation.ADMIN_EMAIL);
        field("Password").fill(PASSWORD);
        button("Sign in").click();
        new ChatPage(page).opened();
        page.navigate(address);
        return page;
    }

    void openSignUp() {
        page.navigate("register");
        assertThat(page.locator("h1")).hasText("Create your account");
    }

    void openSignIn() {
        page.navigate("login");
        assertThat(page.locator("h1")).hasText("Sign in to Atrium");
    }

    /** Sends the sign-in form, whatever comes of it. */
    void enter(String password) {
        field("E-mail").fill(email);
        field("Password").fill(password);
        button("Sign in").click();
    }

    void signOut() {
        button("Account and settings").click();
        button("Sign out").click();
    }

    /* Circumstances */

    void on(Screen screen) {
        page.setViewportSize(screen.width, screen.height);
    }

    /** The system's own colours become dark, or light. */
    void prefers(ColorScheme colours) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    }

    /** An answer of this status is what the test is about. */
    void expectsRefusal(int status) {
        expectedRefusals.add(status);
    }

    /* Verdicts */

    /** Has axe look at the page as it is. */
    void findsItAccessible() {
        List<String> findings = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
                        .toList();
        assertThat(findings).as("%s in %s", page.url(), colours()).isEmpty();
    }

    /** Takes a picture for people to look at, and fails when the page can be scrolled sideways. */
    void takesPicture(String name) {
        var size = page.viewportSize();
        page.screenshot(new Page.ScreenshotOptions()
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(SCREENSHOTS.resolve("%s-%s-%dx%d.png".formatted(name, colours(), size.width, size.height))));
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", name)
                .isEqualTo(size.width);
    }

    /** Looks at the page in both themes on each screen. */
    void findsItFineEverywhere(String name) {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            prefers(colours);
            for (Screen screen : Screen.values()) {
                on(screen);
                takesPicture(name);
            }
            on(Screen.DESKTOP);
            findsItAccessible();
        }
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }

    private String colours() {
        return (Boolean) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") ? "dark" : "light";
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What a response's status tells is judged by {@link #noticed(Response)}, where a test can expect it. */
    private void noticed(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add("console: " + message.text());
        }
    }

    private void noticed(Dialog dialog) {
        complaints.add("dialog: " + dialog.message());
        dialog.dismiss();
    }

    private void noticed(Request request) {
        URI uri = URI.create(request.url());
        boolean remote = uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
        if (remote && !root.getAuthority().equals(uri.getAuthority())) {
            complaints.add("another host: " + uri);
        }
    }

    private void noticed(Response response) {
        if (response.status() >= 400 && !expectedRefusals.contains(response.status())) {
            complaints.add("status %d: %s".formatted(response.status(), response.url()));
        }
    }
}
