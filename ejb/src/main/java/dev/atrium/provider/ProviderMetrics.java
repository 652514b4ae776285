package dev.atrium.provider;

import dev.atrium.provider.http.CallEnded;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What is measured of each try of a provider call. {@code atrium.provider.circuit} is 0 for closed, 1 for half open, 2 for open.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@Lock(LockType.READ)
public class ProviderMetrics {

    private static final Metadata REQUESTS = Metadata.builder()
            .withName("atrium.provider.requests")
            .withDescription("Tries of provider calls, by how they ended")
            .build();
    private static final Metadata DURATION = Metadata.builder()
            .withName("atrium.provider.request.duration")
            .withDescription("To the first content of a stream, or to the whole answer")
            .build();
    private static final Metadata CIRCUIT = Metadata.builder()
            .withName("atrium.provider.circuit")
            .withDescription("0 closed, 1 half open, 2 open")
            .build();

    @Inject
    private MetricRegistry metrics;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private ProviderHealth health;

    @PostConstruct
    void register() {
        providers
                .all()
                .forEach(provider -> metrics.gauge(
                        CIRCUIT,
                        () -> health.circuit(provider.name()).ordinal(),
                        new Tag("provider", provider.name())));
    }

    public void measure(@Observes CallEnded call) {
        Tag provider = new Tag("provider", call.endpoint().provider());
        String end = call.failure()
                .map(failure -> failure.kind().name().toLowerCase(Locale.ROOT))
                .orElse("success");
        metrics.counter(REQUESTS, provider, new Tag("end", end)).inc();
        metrics.timer(DURATION, provider).update(call.duration());
    }
}
