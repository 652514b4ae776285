package dev.atrium.settings;

import java.util.UUID;

/** What keys of providers are sealed for: a row copied to another workspace, provider or endpoint does not open there. */
public final class SealedFor {

    private SealedFor() {}

    /** A workspace's own key for a provider. */
    public static String workspaceKey(UUID workspaceId, String provider) {
        return "key of workspace " + workspaceId + " for " + provider;
    }

    /** The key of an endpoint that an administrator has added. */
    public static String endpointKey(String name) {
        return "key of endpoint " + name;
    }
}
