package dev.atrium.security;

import jakarta.servlet.ServletRequest;

/** The network address that a request comes from, as the authentication of requests has found it behind trusted proxies. */
public final class RequestAddress {

    private static final String ATTRIBUTE = RequestAddress.class.getName();

    private RequestAddress() {}

    public static void note(ServletRequest request, String address) {
        request.setAttribute(ATTRIBUTE, address);
    }

    /** The address that was noted, else that of the peer. */
    public static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String address ? address : request.getRemoteAddr();
    }
}
