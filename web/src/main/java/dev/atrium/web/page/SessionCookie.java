package dev.atrium.web.page;

import dev.atrium.settings.Configuration;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * Keeps the session's cookie from being sent along by other sites, except when a link leads here. In code, since Payara 6 does not
 * read the attributes of {@code cookie-config} in web.xml.
 *
 * <p>Where people reach Atrium by TLS the cookie stays off connections without it. The server itself cannot tell: the TLS usually
 * ends at a proxy before it.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

    @Inject
    private Configuration configuration;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(configuration
                .text("atrium.public-url")
                .filter(url -> url.startsWith("https:"))
                .isPresent());
    }
}
