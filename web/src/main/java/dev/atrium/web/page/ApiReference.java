package dev.atrium.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The page {@code /api/docs}: Swagger UI on the OpenAPI document. A servlet and no page of Faces, since it needs neither session nor view, and
 * a policy of its own: Swagger UI writes styles into its elements.
 */
@WebServlet(
        urlPatterns = {"/api/docs", "/api/docs/"},
        asyncSupported = true)
public class ApiReference extends HttpServlet {

    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " connect-src 'self'; font-src 'self' data:; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="atrium-context" content="%1$s">
                <title>API · Atrium</title>
                <link rel="icon" href="%2$s/favicon.svg" type="image/svg+xml">
                <link rel="stylesheet" href="%2$s/vendor/swagger-ui/swagger-ui.css">
                <script src="%2$s/vendor/swagger-ui/swagger-ui-bundle.js" defer></script>
                <script type="module" src="%2$s/js/reference/page.js"></script>
            </head>
            <body>
                <main id="reference"></main>
            </body>
            </html>
            """;

    @Inject
    private transient VersionedResources assets;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Content-Security-Policy", POLICY);
        response.getWriter().write(PAGE.formatted(request.getContextPath(), assets.getPath()));
    }
}
