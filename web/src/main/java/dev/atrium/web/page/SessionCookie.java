package dev.atrium.web.page;

import dev.atrium.settings.Configuration;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Keeps the session's cookie off connections without TLS where people reach Atrium by it. The server itself cannot tell: TLS usually ends
 * at a proxy before it.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

    @Inject
    private Configuration configuration;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        boolean tls = configuration
                .text("atrium.public-url")
                .filter(url -> url.startsWith("https:"))
                .isPresent();
        event.getServletContext().getSessionCookieConfig().setSecure(tls);
    }
}
