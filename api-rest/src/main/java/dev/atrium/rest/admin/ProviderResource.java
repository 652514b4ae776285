package dev.atrium.rest.admin;

import dev.atrium.provider.ProviderHealth;
import dev.atrium.provider.ProviderStatus;
import dev.atrium.rest.security.ForAdmins;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The providers as an administrator sees them. */
@Path("admin/providers")
@Tag(name = "Administration")
@RequestScoped
@ForAdmins
@Produces(MediaType.APPLICATION_JSON)
public class ProviderResource {

    @Inject
    private ProviderHealth providers;

    /** The providers that are configured. */
    public record ProvidersAnswer(List<ProviderAnswer> items) {}

    /**
     * The state of one provider, as this node has seen it since its start.
     *
     * @param circuit {@code closed}, {@code half_open} or {@code open}
     * @param lastError absent before the first
     * @param requests tries that were made
     * @param failures by kind; {@code not_asked} are those that were kept back here
     * @param latency absent before the first success
     */
    public record ProviderAnswer(
            String provider,
            KeyAnswer key,
            String circuit,
            ErrorAnswer lastError,
            long requests,
            Map<String, Long> failures,
            LatencyAnswer latency) {

        static ProviderAnswer of(ProviderStatus status) {
            return new ProviderAnswer(
                    status.name(),
                    new KeyAnswer(word(status.keyState()), status.last4()),
                    word(status.circuit()),
                    status.lastError().map(ErrorAnswer::of).orElse(null),
                    status.requests(),
                    status.failures().entrySet().stream()
                            .collect(Collectors.toMap(entry -> word(entry.getKey()), Map.Entry::getValue)),
                    status.latency().map(LatencyAnswer::of).orElse(null));
        }
    }

    /** @param state {@code valid}, {@code dead} or {@code unknown} */
    public record KeyAnswer(String state, String last4) {}

    /** @param status the provider's HTTP status; absent where there was no answer */
    public record ErrorAnswer(String kind, Integer status, String requestId, Instant at) {

        static ErrorAnswer of(ProviderStatus.LastError error) {
            return new ErrorAnswer(
                    word(error.kind()),
                    error.status().isPresent() ? error.status().getAsInt() : null,
                    error.requestId().orElse(null),
                    error.at());
        }
    }

    /** Milliseconds to the first content, over the last tries that succeeded. */
    public record LatencyAnswer(long p50Millis, long p95Millis, int tries) {

        static LatencyAnswer of(ProviderStatus.Latency latency) {
            return new LatencyAnswer(latency.p50().toMillis(), latency.p95().toMillis(), latency.tries());
        }
    }

    @GET
    @Operation(summary = "The providers: keys, circuits, last errors, latency", description = "For administrators.")
    public ProvidersAnswer list() {
        return new ProvidersAnswer(
                providers.all().stream().map(ProviderAnswer::of).toList());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
