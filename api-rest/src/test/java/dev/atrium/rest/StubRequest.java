package dev.atrium.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet request that knows what a test tells it, and nothing else. */
public final class StubRequest {

    private final String method;
    private final String path;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private String remoteAddress = "192.0.2.1";

    public StubRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public StubRequest header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    public StubRequest from(String address) {
        remoteAddress = address;
        return this;
    }

    public HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath", "getRequestURI" -> path;
                    case "getPathInfo", "getQueryString" -> null;
                    case "getContextPath" -> "";
                    case "getRemoteAddr" -> remoteAddress;
                    case "getHeader" ->
                        headers.getOrDefault(arguments[0], List.of()).stream()
                                .findFirst()
                                .orElse(null);
                    case "getHeaders" -> Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
