package dev.atrium.web.page;

import dev.atrium.security.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The pages below {@code /admin/} are for administrators of the organisation. */
@WebFilter(urlPatterns = "/admin/*", asyncSupported = true)
public class AdminPages extends HttpFilter {

    private static final long serialVersionUID = 1;

    @Inject
    private transient CurrentCaller currentCaller;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (currentCaller.signedIn().stream().anyMatch(user -> user.user().admin())) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
