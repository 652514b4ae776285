package dev.atrium.web.admin;

import dev.atrium.provider.admin.EndpointAdministration;
import dev.atrium.provider.admin.EndpointView;
import dev.atrium.provider.admin.NewEndpoint;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.web.page.FormMessages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The endpoints on the page {@code /admin/providers}. A key that is entered is saved and never shown again. */
@Named("adminEndpoints")
@RequestScoped
public class EndpointsBacking {

    @Inject
    private Caller caller;

    @Inject
    private EndpointAdministration endpoints;

    @Inject
    private FormMessages messages;

    private String name;
    private String baseUrl;
    private String key;
    private String models;

    /** An endpoint. */
    public record Row(EndpointView endpoint) {

        public String getName() {
            return endpoint.name();
        }

        public String getBaseUrl() {
            return endpoint.baseUrl().toString();
        }

        /** The end of its key; empty for a server that needs none. */
        public String getLast4() {
            return endpoint.last4().orElse("");
        }

        public String getModels() {
            return String.join(", ", endpoint.models());
        }

        public boolean isConfigured() {
            return endpoint.configured();
        }
    }

    public List<Row> getRows() {
        return endpoints.list(caller).stream().map(Row::new).toList();
    }

    /** Adds the endpoint that was entered. */
    public void add() {
        try {
            EndpointView added = endpoints.add(
                    caller,
                    new NewEndpoint(
                            text(name),
                            text(baseUrl),
                            Optional.ofNullable(key),
                            Stream.of(text(models).split("[\\s,]+")).toList()));
            messages.done("admin.endpoints.added", added.name());
            name = null;
            baseUrl = null;
            models = null;
        } catch (Refusal refusal) {
            messages.refused(refusal, "add", Map.of());
        }
    }

    /** Takes an endpoint away. */
    public void remove(String endpoint) {
        try {
            endpoints.remove(caller, endpoint);
            messages.done("admin.endpoints.removed", endpoint);
        } catch (Refusal refusal) {
            messages.refused(refusal, "endpoints", Map.of());
        }
    }

    private static String text(String entered) {
        return entered == null ? "" : entered.strip();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getModels() {
        return models;
    }

    public void setModels(String models) {
        this.models = models;
    }
}
