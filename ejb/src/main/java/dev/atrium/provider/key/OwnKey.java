package dev.atrium.provider.key;

import java.util.UUID;

/**
 * A workspace's own key, opened for a call.
 *
 * @param sealed the key as it is stored, by which it is told from one that has replaced it meanwhile
 */
public record OwnKey(UUID workspaceId, String provider, String secret, String sealed) {

    /** Leaves the secret out, since this text may end up in logs. */
    @Override
    public String toString() {
        return "key of workspace " + workspaceId + " for " + provider;
    }
}
