package dev.atrium.rest.security;

import dev.atrium.settings.Configuration;
import dev.atrium.settings.NetworkRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The network address of a client. Behind proxies it is what they report in {@code Forwarded} or {@code X-Forwarded-For}, but these headers
 * are believed only as far as they come from the proxies of {@code atrium.trusted-proxies}: anybody can send them.
 */
@ApplicationScoped
public class ClientAddress {

    /** The parameter {@code for} of RFC 7239, an IPv6 address in brackets, with or without a port. */
    private static final Pattern FORWARDED_FOR = Pattern.compile("(?i)\\bfor=\"?(?:\\[([0-9a-f:.]+)]|([0-9.]+))");

    private final List<NetworkRange> trustedProxies;

    /** For the client proxy. */
    protected ClientAddress() {
        this(List.of());
    }

    ClientAddress(List<NetworkRange> trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    @Inject
    ClientAddress(Configuration configuration) {
        this(configuration
                .value(
                        "atrium.trusted-proxies",
                        "must be a list of network addresses, such as 10.0.0.0/8, with commas between them",
                        NetworkRange::list)
                .orElse(List.of()));
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        // Being observed makes this bean, and so checks its configuration, before the first request.
    }

    /** The nearest address on the way from here to the client that is no trusted proxy. */
    public String of(HttpServletRequest request) {
        String nearest = request.getRemoteAddr();
        if (!isTrusted(nearest)) {
            return nearest;
        }
        List<String> reported = reported(request);
        Collections.reverse(reported);
        for (String address : reported) {
            nearest = address;
            if (!isTrusted(address)) {
                break;
            }
        }
        return nearest;
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }

    /** The addresses that the proxies on the way reported, the client's first. */
    private static List<String> reported(HttpServletRequest request) {
        List<String> usual = list(request.getHeaders("X-Forwarded-For"));
        return usual.isEmpty() ? forwarded(request) : usual;
    }

    private static List<String> forwarded(HttpServletRequest request) {
        List<String> addresses = new ArrayList<>();
        for (String element : list(request.getHeaders("Forwarded"))) {
            Matcher matcher = FORWARDED_FOR.matcher(element);
            if (matcher.find()) {
                addresses.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            }
        }
        return addresses;
    }

    private static List<String> list(Enumeration<String> headers) {
        return Collections.list(headers).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
