package dev.atrium.provider.key;

import dev.atrium.persistence.provider.ProviderKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What may be seen of a workspace's key.
 *
 * @param last4 the end of the key; less for a key that is hardly longer
 * @param checkedAt when the provider was last asked about it, or refused it
 */
public record ProviderKeyView(String provider, String last4, ProviderKey.Status status, Optional<Instant> checkedAt) {

    static ProviderKeyView of(ProviderKey key) {
        return new ProviderKeyView(key.provider(), key.last4(), key.status(), key.checkedAt());
    }
}
