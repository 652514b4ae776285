package dev.atrium.web.admin;

import dev.atrium.persistence.model.ModelRefreshRepository.Refresh;
import dev.atrium.provider.admin.AdminModelView;
import dev.atrium.provider.admin.ModelAdministration;
import dev.atrium.provider.admin.ModelRefresh;
import dev.atrium.security.Caller;
import dev.atrium.web.page.FormMessages;
import dev.atrium.web.page.Moments;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The page {@code /admin/models}: the registry, whatever state its models are in. */
@Named("adminModels")
@RequestScoped
public class ModelListBacking {

    @Inject
    private Caller caller;

    @Inject
    private ModelAdministration models;

    @Inject
    private ModelRefresh refresh;

    @Inject
    private Moments moments;

    @Inject
    private FormMessages messages;

    private List<Row> rows;

    /** A model. */
    public record Row(AdminModelView model, List<String> capabilities, String state, String restriction) {

        static Row of(AdminModelView model) {
            int restricted =
                    model.access().workspaces().size() + model.access().plans().size();
            return new Row(
                    model,
                    model.facts().capabilities().stream().sorted().toList(),
                    word(model.state()),
                    restricted == 0 ? "" : Integer.toString(restricted));
        }

        public String getId() {
            return model.id().toString();
        }

        public String getName() {
            return model.name();
        }

        public String getTitle() {
            return model.facts().title();
        }

        public String getProvider() {
            return model.provider();
        }

        public List<String> getCapabilities() {
            return capabilities;
        }

        public String getLife() {
            return word(model.facts().status());
        }

        public String getState() {
            return state;
        }

        public boolean isPriced() {
            return model.priceNumber() > 0;
        }

        public int getPriceNumber() {
            return model.priceNumber();
        }

        /** How many workspaces and plans it is for; empty when it is for everyone. */
        public String getRestriction() {
            return restriction;
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /** How the last look at a provider's list went. */
    public record Look(String provider, String at, String failure, int listed, int added, int vanished) {

        public String getProvider() {
            return provider;
        }

        public String getAt() {
            return at;
        }

        public String getFailure() {
            return failure;
        }

        public int getListed() {
            return listed;
        }

        public int getAdded() {
            return added;
        }

        public int getVanished() {
            return vanished;
        }
    }

    public List<Row> getRows() {
        if (rows == null) {
            rows = models.list(caller).stream().map(Row::of).toList();
        }
        return rows;
    }

    public List<String> getProviders() {
        return getRows().stream().map(Row::getProvider).distinct().toList();
    }

    /** What the models can be filtered by. */
    public List<String> getStates() {
        return Stream.of(AdminModelView.State.values()).map(Row::word).toList();
    }

    public List<Look> getLooks() {
        return refresh.last(caller).stream().map(this::look).toList();
    }

    private Look look(Refresh last) {
        return new Look(
                last.provider(),
                last.endedAt().map(moments::text).orElse("…"),
                last.failure().orElse(""),
                last.changes().listed(),
                last.changes().added(),
                last.changes().vanished());
    }

    /** Reads the providers' lists now. */
    public void refresh() {
        List<Refresh> looks = refresh.refreshNow(caller);
        messages.done(
                "admin.models.refreshed",
                looks.stream().mapToInt(look -> look.changes().added()).sum(),
                looks.stream().filter(look -> look.failure().isPresent()).count());
        rows = null;
    }
}
