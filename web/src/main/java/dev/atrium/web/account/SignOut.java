package dev.atrium.web.account;

import dev.atrium.security.CsrfToken;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Ends the session. A servlet and not an action of a page, so that it works from every page, also from one whose view has
 * expired.
 */
@WebServlet(urlPatterns = "/sign-out", asyncSupported = true)
public class SignOut extends HttpServlet {

    @Inject
    private transient CsrfToken csrfToken;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!csrfToken.matches(request.getParameter("csrf"))) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        request.logout();
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        response.sendRedirect(request.getContextPath() + "/login");
    }
}
