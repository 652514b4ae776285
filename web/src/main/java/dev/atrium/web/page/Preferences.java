package dev.atrium.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How this browser wants to see the portal. The choices are in cookies that the page's scripts set, so that the first paint is
 * right already and nothing flashes. A cookie is input like any other: a value that is not known counts as none.
 */
@Named
@RequestScoped
public class Preferences {

    private static final Set<String> THEMES = Set.of("light", "dark");

    /** The languages that there are texts in; the first one is for everybody else. */
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final HttpServletRequest request;

    /** For the client proxy. */
    protected Preferences() {
        this(null);
    }

    @Inject
    Preferences(HttpServletRequest request) {
        this.request = request;
    }

    /** {@code light}, {@code dark}, or empty to follow the system. */
    public String getTheme() {
        return cookie("atrium-theme").filter(THEMES::contains).orElse("");
    }

    /** {@code wide} or {@code narrow}: whether the navigation shows words beside its icons. */
    public String getRail() {
        return cookie("atrium-rail").filter("wide"::equals).orElse("narrow");
    }

    /** The language of the page: the chosen one, else the one that the browser likes best. */
    public Locale getLocale() {
        return cookie("atrium-language")
                .map(Locale::forLanguageTag)
                .filter(LANGUAGES::contains)
                .or(() -> Collections.list(request.getLocales()).stream()
                        .map(locale -> Locale.forLanguageTag(locale.getLanguage()))
                        .filter(LANGUAGES::contains)
                        .findFirst())
                .orElse(LANGUAGES.get(0));
    }

    /** The language as in the attribute {@code lang}. */
    public String getLanguage() {
        return getLocale().getLanguage();
    }

    private Optional<String> cookie(String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
