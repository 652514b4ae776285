package dev.atrium.rest.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a browser to the sign-in page, which leads back to where it wanted to go. */
final class SignInPage {

    private SignInPage() {}

    static void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String address = request.getContextPath() + "/login" + returnAddress(request);
        response.setHeader("Cache-Control", "no-store");
        if (request.getHeader("Faces-Request") != null) {
            // A script of Faces cannot follow a redirect; this is the form in which it takes one.
            response.setContentType("text/xml");
            response.setCharacterEncoding("UTF-8");
            response.getWriter()
                    .write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response><redirect url=\"" + address
                            + "\"/></partial-response>");
        } else {
            response.sendRedirect(address);
        }
    }

    /** The path that was asked for, without a host, so that it can only lead back here. A form that was sent is lost, so it leads nowhere. */
    private static String returnAddress(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return "";
        }
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "?from=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }
}
