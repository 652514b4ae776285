package dev.atrium.web.admin;

import dev.atrium.provider.ProviderHealth;
import dev.atrium.provider.ProviderStatus;
import dev.atrium.web.page.Moments;
import dev.atrium.web.page.Preferences;
import dev.atrium.web.page.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/** The page {@code /admin/providers}: how the providers are doing, as this node has seen it since its start. */
@Named("adminProviders")
@RequestScoped
public class ProvidersBacking {

    @Inject
    private ProviderHealth health;

    @Inject
    private Moments moments;

    @Inject
    private Texts texts;

    @Inject
    private Preferences preferences;

    /** A provider in the viewer's notation; what is not known is a dash. */
    public record Row(
            String title,
            String key,
            String last4,
            String circuit,
            String requests,
            String failures,
            String latency,
            String lastError,
            String lastErrorAt) {

        public String getTitle() {
            return title;
        }

        public String getKey() {
            return key;
        }

        public String getLast4() {
            return last4;
        }

        public String getCircuit() {
            return circuit;
        }

        public String getRequests() {
            return requests;
        }

        public String getFailures() {
            return failures;
        }

        public String getLatency() {
            return latency;
        }

        public String getLastError() {
            return lastError;
        }

        public String getLastErrorAt() {
            return lastErrorAt;
        }
    }

    public List<Row> getRows() {
        return health.all().stream().map(this::row).toList();
    }

    private Row row(ProviderStatus status) {
        return new Row(
                texts.find("client.provider." + status.name()).orElse(status.name()),
                word(status.keyState()),
                status.last4(),
                word(status.circuit()),
                number(status.requests()),
                number(status.failures().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()),
                status.latency()
                        .map(latency -> number(latency.p50().toMillis()) + " / "
                                + number(latency.p95().toMillis()) + " ms")
                        .orElse("–"),
                status.lastError().map(ProvidersBacking::error).orElse("–"),
                status.lastError().map(error -> moments.text(error.at())).orElse(""));
    }

    private static String error(ProviderStatus.LastError error) {
        return word(error.kind())
                + (error.status().isPresent() ? " (" + error.status().getAsInt() + ")" : "")
                + error.requestId().map(id -> ", " + id).orElse("");
    }

    private String number(long number) {
        return NumberFormat.getIntegerInstance(preferences.getLocale()).format(number);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
