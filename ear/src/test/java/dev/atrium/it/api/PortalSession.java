package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser in which somebody has signed in to the portal. */
final class PortalSession {

    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CSRF_TOKEN = Pattern.compile("<meta name=\"csrf-token\" content=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI root;

    private PortalSession(URI root) {
        this.root = root;
    }

    /** Fills in the form of the sign-in page. */
    static PortalSession signIn(Client user) throws IOException, InterruptedException {
        PortalSession session = new PortalSession(user.root());
        String page = session.send(session.request("login").GET()).mustBe(200).body();
        Map<String, String> form = Map.of(
                "login", "login",
                "login:email", user.email(),
                "login:password", user.password(),
                "login:submit", "",
                "jakarta.faces.ViewState", find(VIEW_STATE, page));
        session.send(session.request("login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(form))))
                .mustBe(200);
        return session;
    }

    /** What the pages of this session give to their scripts. */
    String csrfToken() throws IOException, InterruptedException {
        return find(CSRF_TOKEN, send(request("").GET()).mustBe(200).body());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path));
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(browser.send(request.build(), BodyHandlers.ofString()));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String find(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
        return matcher.group(1);
    }
}
