package dev.atrium.provider.admin;

import java.util.List;
import java.util.Optional;

/**
 * An endpoint to add.
 *
 * @param baseUrl its address with the version path
 * @param key the secret that it asks for; empty for a server that needs none
 * @param models the models that it has
 */
public record NewEndpoint(String name, String baseUrl, Optional<String> key, List<String> models) {

    /** Leaves the key out, since this text may end up in logs. */
    @Override
    public String toString() {
        return name + " at " + baseUrl;
    }
}
