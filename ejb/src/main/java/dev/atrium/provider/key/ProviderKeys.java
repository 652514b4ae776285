package dev.atrium.provider.key;

import dev.atrium.persistence.provider.ProviderKey.Status;
import dev.atrium.persistence.workspace.WorkspaceRole;
import dev.atrium.provider.ModelLists;
import dev.atrium.provider.ProviderDirectory;
import dev.atrium.provider.ProviderDirectory.Provider;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceService;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/**
 * The keys that a workspace brings for providers. They can be saved, seen by their end, checked and removed, and never be read again. Owners
 * and administrators of the workspace keep them.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProviderKeys {

    private static final int MAX_LENGTH = 500;

    @Inject
    private KeyVault vault;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private ModelLists lists;

    @Inject
    private WorkspaceService workspaces;

    /** The workspace's keys, by provider. */
    public List<ProviderKeyView> list(Caller caller, UUID workspaceId) {
        requireKeeper(caller, workspaceId);
        return vault.list(workspaceId);
    }

    public ProviderKeyView get(Caller caller, UUID workspaceId, String provider) {
        return list(caller, workspaceId).stream()
                .filter(key -> key.provider().equals(provider))
                .findFirst()
                .orElseThrow(ProviderKeys::none);
    }

    /**
     * Saves a key, once the provider has accepted it. A provider that cannot be asked right now does not keep a workspace from saving: the
     * key is {@link Status#UNCHECKED} then.
     *
     * @throws Refusal {@link ErrorCode#INVALID_PROVIDER} for a provider that nobody knows; {@link ErrorCode#INVALID_REQUEST} for a key
     *     that the provider refuses
     */
    public ProviderKeyView save(Caller caller, UUID workspaceId, String provider, String secret) {
        requireKeeper(caller, workspaceId);
        String key = secret.strip();
        Status status = check(address(provider), requireKey(key));
        if (status == Status.INVALID) {
            throw Refusal.invalid("key", "is refused by " + provider);
        }
        return vault.save(workspaceId, provider, key, status);
    }

    /** Asks the provider about the saved key again. */
    public ProviderKeyView check(Caller caller, UUID workspaceId, String provider) {
        requireKeeper(caller, workspaceId);
        OwnKey key = vault.find(workspaceId, provider).orElseThrow(ProviderKeys::none);
        Status found = check(address(provider), key.secret());
        return vault.checked(key, found).orElseThrow(ProviderKeys::none);
    }

    public void remove(Caller caller, UUID workspaceId, String provider) {
        requireKeeper(caller, workspaceId);
        if (!vault.remove(workspaceId, provider)) {
            throw none();
        }
    }

    private void requireKeeper(Caller caller, UUID workspaceId) {
        WorkspaceRole role = workspaces.get(caller, workspaceId).role();
        if (!role.mayKeepKeys()) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "Only the owner and the administrators of a workspace may see and change its keys.");
        }
    }

    private Provider address(String provider) {
        return providers
                .findAddress(provider)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_PROVIDER,
                        "There is no provider " + provider + ". There are " + String.join(", ", providers.names())
                                + "."));
    }

    private static String requireKey(String key) {
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            throw Refusal.invalid("key", "must have 1 to " + MAX_LENGTH + " characters");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Refusal.invalid("key", "must have no spaces and only the characters of ASCII");
        }
        return key;
    }

    private Status check(Provider provider, String key) {
        try {
            lists.of(
                    provider.vendor(),
                    new ProviderEndpoint(provider.name(), provider.endpoint().baseUrl(), key));
            return Status.VALID;
        } catch (ProviderException e) {
            return switch (e.kind()) {
                case INVALID_KEY -> Status.INVALID;
                // It knows the key, and that there is no money behind it.
                case QUOTA -> Status.VALID;
                default -> Status.UNCHECKED;
            };
        }
    }

    private static Refusal none() {
        return Refusal.notFound("provider key");
    }
}
