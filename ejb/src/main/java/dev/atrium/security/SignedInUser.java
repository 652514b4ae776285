package dev.atrium.security;

import jakarta.security.enterprise.CallerPrincipal;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller principal of a request: the user, and what the request said about itself. Its name is the user's e-mail address.
 */
public final class SignedInUser extends CallerPrincipal {

    private final transient ActiveUser user;
    private final transient Caller.Channel channel;
    private final transient Optional<TokenRights> token;
    private final transient Optional<String> namedWorkspace;
    private final transient String address;

    /**
     * @param token the personal access token, if the request came with one
     * @param namedWorkspace the id of a workspace as the request gave it, not yet checked
     * @param address the client's network address
     */
    public SignedInUser(
            ActiveUser user,
            Caller.Channel channel,
            Optional<TokenRights> token,
            Optional<String> namedWorkspace,
            String address) {
        super(user.email());
        this.user = user;
        this.channel = Objects.requireNonNull(channel, "channel");
        this.token = Objects.requireNonNull(token, "token");
        this.namedWorkspace = Objects.requireNonNull(namedWorkspace, "namedWorkspace");
        this.address = Objects.requireNonNull(address, "address");
    }

    public ActiveUser user() {
        return user;
    }

    public Caller.Channel channel() {
        return channel;
    }

    /** What the personal access token of the request is for; empty for sessions and short-lived tokens. */
    public Optional<TokenRights> token() {
        return token;
    }

    Optional<String> namedWorkspace() {
        return namedWorkspace;
    }

    String address() {
        return address;
    }
}
