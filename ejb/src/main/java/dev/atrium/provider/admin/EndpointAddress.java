package dev.atrium.provider.admin;

import dev.atrium.refusal.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks the address of an endpoint. Servers in the house are what endpoints are for, so private addresses are fine; those under which clouds
 * hand out their machines' own credentials are not, whatever name leads there.
 */
final class EndpointAddress {

    private static final String FIELD = "baseUrl";
    private static final int MAX_LENGTH = 500;

    /** Metadata services that are not link-local: Alibaba's, Oracle's older one, and AWS's over IPv6. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private EndpointAddress() {}

    /**
     * The address without a slash at the end.
     *
     * @param anyAddress whether metadata addresses pass, too
     */
    static URI check(String text, boolean anyAddress) {
        URI url = parse(text);
        if (!anyAddress && Stream.of(resolve(url.getHost())).anyMatch(EndpointAddress::isMetadata)) {
            throw Refusal.invalid(
                    FIELD, "must not lead to a link-local address, where clouds keep their machines' credentials");
        }
        return url;
    }

    private static URI parse(String text) {
        String stripped = text.strip().replaceAll("/+$", "");
        try {
            URI url = URI.create(stripped);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (http && bare && url.getHost() != null && stripped.length() <= MAX_LENGTH) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Refusal.invalid(
                FIELD,
                "must be an http: or https: address with the version path, such as http://localhost:11434/v1, without user,"
                        + " query and fragment");
    }

    private static InetAddress[] resolve(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw Refusal.invalid(FIELD, "must name a host that can be found; " + host + " cannot");
        }
    }

    static boolean isMetadata(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || METADATA.contains(address.getHostAddress());
    }
}
