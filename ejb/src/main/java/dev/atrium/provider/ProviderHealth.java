package dev.atrium.provider;

import dev.atrium.provider.api.CircuitState;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.http.CallEnded;
import dev.atrium.provider.http.ProviderCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How the providers are doing, as this node has seen it since it was started. */
@ApplicationScoped
public class ProviderHealth {

    private static final System.Logger LOG = System.getLogger(ProviderHealth.class.getName());

    @Inject
    private ProviderDirectory providers;

    @Inject
    private ProviderCalls calls;

    @Inject
    private Clock clock;

    private final Map<String, ProviderRecord> records = new ConcurrentHashMap<>();

    /** The providers that are configured, each with its state. */
    public List<ProviderStatus> all() {
        return providers.all().stream()
                .map(provider -> record(provider.name())
                        .status(
                                provider.name(),
                                last4(provider.endpoint().apiKey()),
                                calls.circuit(provider.name()),
                                clock.instant()))
                .toList();
    }

    /** The state of a provider's circuit. */
    public CircuitState circuit(String provider) {
        return calls.circuit(provider);
    }

    /** A try has ended: everything that is known of a provider comes from these. */
    public void note(@Observes CallEnded call) {
        String provider = call.endpoint().provider();
        boolean own = providers
                .find(provider)
                .map(configured -> configured.endpoint().equals(call.endpoint()))
                .orElse(false);
        if (!own) {
            // A workspace's own key says nothing about the operator's.
            return;
        }
        boolean died = record(provider).add(call, clock.instant());
        if (died) {
            ProviderException failure = call.failure().orElseThrow();
            LOG.log(
                    Level.ERROR,
                    "{0} does not accept the configured key any more (status {1}, request {2}): give it another one",
                    provider,
                    failure.status().isPresent() ? failure.status().getAsInt() : "none",
                    failure.requestId().orElse("unknown"));
        }
    }

    /** Whether the failure says something about the provider, and not about the request or about us. */
    static boolean isFault(Kind kind) {
        return switch (kind) {
            case NOT_ASKED, CONTENT_POLICY, CONTEXT_LENGTH, BAD_REQUEST -> false;
            default -> true;
        };
    }

    private ProviderRecord record(String provider) {
        return records.computeIfAbsent(provider, name -> new ProviderRecord());
    }

    /** Enough to tell keys apart and too little to guess one; nothing of a key that is hardly longer than that. */
    private static String last4(String key) {
        return key.length() < 12 ? "" : key.substring(key.length() - 4);
    }
}
