package dev.atrium.provider.key;

import dev.atrium.persistence.provider.ProviderKey;
import dev.atrium.persistence.provider.ProviderKey.Status;
import dev.atrium.persistence.provider.ProviderKeyRepository;
import dev.atrium.persistence.type.Belonging;
import dev.atrium.settings.MasterKey;
import dev.atrium.settings.SealedFor;
import dev.atrium.workspace.Erasure;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored keys of workspaces, sealed under the master key. */
@Stateless
public class KeyVault {

    private static final System.Logger LOG = System.getLogger(KeyVault.class.getName());

    private static final int SHOWN = 4;

    /** Of a key with fewer characters nothing is shown. */
    private static final int LONG_ENOUGH = 12;

    @Inject
    private ProviderKeyRepository keys;

    @Inject
    private MasterKey masterKey;

    @Inject
    private Clock clock;

    /** The key to call a provider with; empty when the workspace has none, or one that the provider refuses. */
    public Optional<OwnKey> usable(UUID workspaceId, String provider) {
        return keys.find(workspaceId, provider)
                .filter(key -> key.status() != Status.INVALID)
                .map(this::opened);
    }

    /** The providers that the workspace has a usable key for. */
    public List<String> usableProviders(UUID workspaceId) {
        return keys.findUsable(workspaceId);
    }

    /** A provider has refused this key: it is not used again until it is saved or checked. Harmless once it was replaced. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refused(OwnKey refused) {
        keys.findForUpdate(refused.workspaceId(), refused.provider())
                .filter(key -> key.ciphertext().equals(refused.sealed()) && key.status() != Status.INVALID)
                .ifPresent(key -> {
                    key.checked(Status.INVALID, clock.instant());
                    LOG.log(Level.WARNING, "The {0} is refused by the provider and not used any more.", refused);
                });
    }

    /** The workspace's keys, by provider. */
    public List<ProviderKeyView> list(UUID workspaceId) {
        return keys.findByWorkspace(workspaceId).stream()
                .map(ProviderKeyView::of)
                .toList();
    }

    /** The key whatever its state is. */
    public Optional<OwnKey> find(UUID workspaceId, String provider) {
        return keys.find(workspaceId, provider).map(this::opened);
    }

    /** Stores a key in the place of one that is there. */
    public ProviderKeyView save(UUID workspaceId, String provider, String secret, Status status) {
        Optional<ProviderKey> known = keys.findForUpdate(workspaceId, provider);
        ProviderKey key = known.orElseGet(() -> new ProviderKey(workspaceId, provider, clock.instant()));
        String purpose = SealedFor.workspaceKey(workspaceId, provider);
        key.replace(
                masterKey.seal(purpose, secret.getBytes(StandardCharsets.UTF_8)), masterKey.version(), last4(secret));
        key.checked(status, clock.instant());
        if (known.isEmpty()) {
            keys.add(key);
        }
        return ProviderKeyView.of(key);
    }

    /** Notes what a check of this key has found; empty when the key is gone or another. */
    public Optional<ProviderKeyView> checked(OwnKey checked, Status found) {
        return keys.findForUpdate(checked.workspaceId(), checked.provider())
                .filter(key -> key.ciphertext().equals(checked.sealed()))
                .map(key -> {
                    key.checked(found, clock.instant());
                    return ProviderKeyView.of(key);
                });
    }

    /** @return false when there was none */
    public boolean remove(UUID workspaceId, String provider) {
        Optional<ProviderKey> key = keys.findForUpdate(workspaceId, provider);
        key.ifPresent(keys::remove);
        return key.isPresent();
    }

    private OwnKey opened(ProviderKey key) {
        String purpose = SealedFor.workspaceKey(key.workspaceId(), key.provider());
        String secret = new String(masterKey.open(purpose, key.ciphertext()), StandardCharsets.UTF_8);
        return new OwnKey(key.workspaceId(), key.provider(), secret, key.ciphertext());
    }

    /** The end of a key, for people to tell one from another. */
    public static String last4(String secret) {
        return secret.length() < LONG_ENOUGH ? "" : secret.substring(secret.length() - SHOWN);
    }

    /** Observes that a workspace ends, and its keys with it. */
    public void erase(@Observes Erasure erasure) {
        if (erasure.whose() == Belonging.WORKSPACE) {
            keys.findByWorkspace(erasure.id()).forEach(keys::remove);
        }
    }
}
