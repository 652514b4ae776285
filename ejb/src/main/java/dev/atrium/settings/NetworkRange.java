package dev.atrium.settings;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A range of network addresses in CIDR notation, such as {@code 10.0.0.0/8}; a single address is a range, too. */
public final class NetworkRange {

    /** Anything else would be looked up as a name. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");

    private final BigInteger prefix;
    private final int addressBits;
    private final int hostBits;

    private NetworkRange(byte[] address, int prefixBits) {
        addressBits = address.length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > addressBits) {
            throw new IllegalArgumentException("prefix of " + prefixBits + " bits");
        }
        hostBits = addressBits - prefixBits;
        prefix = new BigInteger(1, address).shiftRight(hostBits);
    }

    /**
     * Reads ranges with commas between them.
     *
     * @throws IllegalArgumentException when one of them is none
     */
    public static List<NetworkRange> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .map(NetworkRange::parse)
                .toList();
    }

    /** @throws IllegalArgumentException when the text is no range */
    static NetworkRange parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] address = bytes(parts[0]);
        return new NetworkRange(address, parts.length == 1 ? address.length * Byte.SIZE : Integer.parseInt(parts[1]));
    }

    /** Whether an address is in it; what is no address is not. */
    public boolean contains(String address) {
        try {
            byte[] bytes = bytes(address);
            return bytes.length * Byte.SIZE == addressBits
                    && new BigInteger(1, bytes).shiftRight(hostBits).equals(prefix);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] bytes(String address) {
        try {
            if (LITERAL.matcher(address).matches()) {
                return InetAddress.getByName(address).getAddress();
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
        throw new IllegalArgumentException(address);
    }
}
