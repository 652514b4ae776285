package dev.atrium.web.page;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves versioned addresses from the files behind them, and lets browsers keep what has the current version. */
@WebFilter(urlPatterns = VersionedResources.ROOT + "/*", asyncSupported = true)
public class ResourceFilter extends HttpFilter {

    private static final Pattern VERSIONED = Pattern.compile(VersionedResources.ROOT + "/(v-[0-9a-f]+)(/.+)");

    @Inject
    private transient VersionedResources resources;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Matcher versioned = VERSIONED.matcher(path);
        if (!versioned.matches()) {
            chain.doFilter(request, response);
            return;
        }
        // A page that was opened before an update asks for the old version. It gets the new files, but must not keep
        // them as old ones.
        boolean current = versioned.group(1).equals(resources.version());
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "no-store");
        request.getRequestDispatcher(VersionedResources.ROOT + versioned.group(2))
                .forward(request, response);
    }
}
