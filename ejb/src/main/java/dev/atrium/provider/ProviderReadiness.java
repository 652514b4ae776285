package dev.atrium.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** The providers' states, for who looks. Always up: sending people elsewhere would not cure a vendor, and the rest works. */
@Readiness
@ApplicationScoped
public class ProviderReadiness implements HealthCheck {

    @Inject
    private ProviderHealth health;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("providers").up();
        try {
            health.all()
                    .forEach(provider -> response.withData(
                            provider.name(),
                            "circuit " + provider.circuit().name().toLowerCase(Locale.ROOT) + ", key "
                                    + provider.keyState().name().toLowerCase(Locale.ROOT)));
        } catch (RuntimeException e) {
            // Which providers there are stands in the database, whose own check tells that it is away.
            response.withData("providers", "unknown");
        }
        return response.build();
    }
}
