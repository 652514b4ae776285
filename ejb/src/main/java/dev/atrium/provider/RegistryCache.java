package dev.atrium.provider;

import dev.atrium.persistence.model.ModelAccess;
import dev.atrium.persistence.model.ModelPrice;
import dev.atrium.persistence.model.ModelRepository;
import dev.atrium.persistence.provider.EndpointRepository;
import dev.atrium.persistence.provider.StoredEndpoint;
import dev.atrium.persistence.workspace.Workspace;
import dev.atrium.persistence.workspace.WorkspaceRepository;
import dev.atrium.provider.ProviderDirectory.Provider;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.Vendor;
import dev.atrium.provider.key.KeyVault;
import dev.atrium.settings.MasterKey;
import dev.atrium.settings.SealedFor;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The registry in memory. Every change, by whichever node or by SQL typed by hand, moves a number in the database; it is looked at before
 * the registry is used, twice a second at most, and only when it has moved the registry is read anew.
 *
 * <p>It reads outside of its caller's transaction, so that nothing is kept that may still be rolled back. The number is read first: what
 * changes after that has another number, and is read at the next look.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RegistryCache {

    private static final Duration FRESH = Duration.ofMillis(500);

    @Inject
    private ModelRepository models;

    @Inject
    private EndpointRepository endpoints;

    @Inject
    private WorkspaceRepository workspaces;

    @Inject
    private KeyVault keys;

    @Inject
    private MasterKey masterKey;

    @Inject
    private Clock clock;

    private final ReentrantLock look = new ReentrantLock();
    private volatile Held held = new Held(new RegistrySnapshot(-1, List.of(), Map.of()), Instant.EPOCH);

    private record Held(RegistrySnapshot snapshot, Instant lookedAt) {}

    /** The registry as it was half a second ago, or later. */
    public RegistrySnapshot current() {
        Held last = held;
        if (isFresh(last)) {
            return last.snapshot();
        }
        look.lock();
        try {
            if (!isFresh(held)) {
                held = look(held.snapshot());
            }
            return held.snapshot();
        } finally {
            look.unlock();
        }
    }

    private boolean isFresh(Held last) {
        return last.lookedAt().plus(FRESH).isAfter(clock.instant());
    }

    private Held look(RegistrySnapshot last) {
        Instant now = clock.instant();
        long number = models.changeNumber();
        return new Held(number == last.number() ? last : read(number), now);
    }

    private RegistrySnapshot read(long number) {
        Map<UUID, ModelPrice> prices = models.findCurrentPrices();
        Map<UUID, ModelAccess> access = models.findAccess();
        List<RegisteredModel> all = models.findAll().stream()
                .map(model -> new RegisteredModel(
                        model,
                        Optional.ofNullable(prices.get(model.id())),
                        access.getOrDefault(model.id(), ModelAccess.EVERYONE)))
                .toList();
        Map<String, Provider> added =
                endpoints.findAll().stream().collect(Collectors.toMap(StoredEndpoint::name, this::opened));
        return new RegistrySnapshot(number, all, added);
    }

    private Provider opened(StoredEndpoint endpoint) {
        String purpose = SealedFor.endpointKey(endpoint.name());
        String key = endpoint.ciphertext()
                .map(ciphertext -> new String(masterKey.open(purpose, ciphertext), StandardCharsets.UTF_8))
                .orElse("");
        return new Provider(
                endpoint.name(),
                Vendor.COMPATIBLE,
                new ProviderEndpoint(endpoint.name(), URI.create(endpoint.baseUrl()), key),
                List.copyOf(endpoint.models()));
    }

    /** What decides on the models of a workspace. */
    public Audience audience(UUID workspaceId) {
        return current().audiences().get(workspaceId, this::readAudience);
    }

    private Audience readAudience(UUID workspaceId) {
        return new Audience(
                workspaceId,
                workspaces.find(workspaceId).flatMap(Workspace::planId),
                new HashSet<>(keys.usableProviders(workspaceId)));
    }
}
