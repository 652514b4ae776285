package dev.atrium.provider.admin;

import dev.atrium.persistence.model.ModelRefreshRepository.Changes;
import dev.atrium.persistence.model.ModelRefreshRepository.Refresh;
import dev.atrium.provider.ModelLists;
import dev.atrium.provider.ProviderDirectory;
import dev.atrium.provider.ProviderDirectory.Provider;
import dev.atrium.provider.api.ModelListing;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.security.Caller;
import dev.atrium.settings.Configuration;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Keeps the registry to what the providers list. Every node looks each minute whether a list is due; the one that claims it first asks, the
 * others go on. No transaction is open while a provider is asked.
 */
@Singleton
@Startup
@DependsOn({"SchemaMigration", "ModelSeed"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ModelRefresh {

    private static final System.Logger LOG = System.getLogger(ModelRefresh.class.getName());
    private static final String KEY = "atrium.models.refresh";

    @Inject
    private ProviderDirectory providers;

    @Inject
    private ModelLists lists;

    @Inject
    private ListedModels listed;

    @Inject
    private Configuration configuration;

    private Duration period;

    @PostConstruct
    void read() {
        period = configuration.required(
                KEY, "must be an ISO-8601 duration such as PT6H, or PT0S for never by itself", ModelRefresh::duration);
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        if (duration.isNegative()) {
            throw new IllegalArgumentException("negative");
        }
        return duration;
    }

    @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
    void refreshWhatIsDue() {
        if (!period.isZero()) {
            providers.all().stream()
                    .filter(provider -> listed.claim(provider.name(), period))
                    .forEach(this::refresh);
        }
    }

    /** Looks at all lists now, for an administrator, and says how it went. */
    public List<Refresh> refreshNow(Caller caller) {
        Admins.require(caller);
        providers.all().forEach(provider -> {
            listed.claim(provider.name(), Duration.ZERO);
            refresh(provider);
        });
        return listed.last();
    }

    /** How the last look at each list went, by provider. */
    public List<Refresh> last(Caller caller) {
        Admins.require(caller);
        return listed.last();
    }

    private void refresh(Provider provider) {
        try {
            ModelListing listing = lists.of(provider.vendor(), provider.endpoint());
            if (listing.models().isEmpty()) {
                throw new ProviderException(
                        ProviderException.Kind.PROTOCOL, provider.name() + " sent a list without any model");
            }
            Changes changes = listed.apply(provider.name(), listing, Set.copyOf(provider.models()));
            if (changes.added() + changes.vanished() + changes.returned() > 0) {
                LOG.log(
                        Level.INFO,
                        "{0} lists {1} models: {2} are new, {3} vanished, {4} returned.",
                        provider.name(),
                        changes.listed(),
                        changes.added(),
                        changes.vanished(),
                        changes.returned());
            }
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, "The models of {0} stay as they are: {1}.", provider.name(), e.getMessage());
            listed.failed(provider.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The list of the models of " + provider.name() + " could not be taken over", e);
            listed.failed(provider.name(), "The list could not be taken over.");
        }
    }
}
