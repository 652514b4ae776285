package dev.atrium.web.account;

import java.util.regex.Pattern;

/** Where to go after signing in, as the address of the page says it; anybody can have made that up. */
final class ReturnAddress {

    /** A path of this site. Browsers read two slashes, also when one is a backslash, as the beginning of a host. */
    private static final Pattern LOCAL_PATH = Pattern.compile("/(?![/\\\\])[^\\p{Cntrl}]*");

    private static final String START = "/";

    private ReturnAddress() {}

    /** The address if it leads to a page of this site, else the start page. */
    static String orStart(String from) {
        return from != null && LOCAL_PATH.matcher(from).matches() ? from : START;
    }
}
