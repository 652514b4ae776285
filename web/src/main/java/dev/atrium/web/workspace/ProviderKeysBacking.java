package dev.atrium.web.workspace;

import dev.atrium.provider.ProviderDirectory;
import dev.atrium.provider.key.ProviderKeyView;
import dev.atrium.provider.key.ProviderKeys;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.web.page.FormMessages;
import dev.atrium.web.page.Moments;
import dev.atrium.web.page.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The workspace's own keys on the page {@code /workspace}. What is entered is saved and never shown again. */
@Named
@RequestScoped
public class ProviderKeysBacking {

    private static final String FORM = "keys";

    @Inject
    private Caller caller;

    @Inject
    private ProviderKeys keys;

    @Inject
    private ProviderDirectory providers;

    @Inject
    private Texts texts;

    @Inject
    private Moments moments;

    @Inject
    private FormMessages messages;

    private final Map<String, String> entered = new HashMap<>();
    private List<Row> rows;

    /**
     * A provider, and what may be seen of the workspace's key for it.
     *
     * @param index its place in the list
     * @param last4 the end of the key; empty without one
     * @param status {@code none}, {@code valid}, {@code invalid} or {@code unchecked}
     * @param checked when the provider was asked about it; empty when it was not
     */
    public record Row(int index, String provider, String title, String last4, String status, String checked) {

        public int getIndex() {
            return index;
        }

        public String getProvider() {
            return provider;
        }

        public String getTitle() {
            return title;
        }

        public String getLast4() {
            return last4;
        }

        public String getStatus() {
            return status;
        }

        public String getChecked() {
            return checked;
        }

        public boolean isSaved() {
            return !status.equals("none");
        }
    }

    public List<Row> getRows() {
        if (rows == null) {
            Map<String, ProviderKeyView> saved = keys.list(caller, caller.workspaceId()).stream()
                    .collect(Collectors.toMap(ProviderKeyView::provider, Function.identity()));
            List<String> names = providers.names();
            rows = names.stream()
                    .map(name -> row(names.indexOf(name), name, Optional.ofNullable(saved.get(name))))
                    .toList();
        }
        return rows;
    }

    private Row row(int index, String provider, Optional<ProviderKeyView> key) {
        return new Row(
                index,
                provider,
                title(provider),
                key.map(ProviderKeyView::last4).orElse(""),
                key.map(saved -> saved.status().name().toLowerCase(Locale.ROOT)).orElse("none"),
                key.flatMap(ProviderKeyView::checkedAt).map(moments::text).orElse(""));
    }

    private String title(String provider) {
        return texts.find("client.provider." + provider).orElse(provider);
    }

    /** The keys that were entered, by provider. */
    public Map<String, String> getEntered() {
        return entered;
    }

    /** Saves the key that was entered for a provider, once the provider has accepted it. */
    public void save(Row row) {
        try {
            String status = keys.save(
                            caller,
                            caller.workspaceId(),
                            row.provider(),
                            Optional.ofNullable(entered.remove(row.provider())).orElse(""))
                    .status()
                    .name()
                    .toLowerCase(Locale.ROOT);
            done("workspace.keys.saved." + status, row);
        } catch (Refusal refusal) {
            messages.refused(refusal, FORM, Map.of("key", "rows:" + row.index() + ":key"));
        }
    }

    /** Asks the provider about the saved key again. */
    public void check(Row row) {
        try {
            String status = keys.check(caller, caller.workspaceId(), row.provider())
                    .status()
                    .name()
                    .toLowerCase(Locale.ROOT);
            done("workspace.keys.checked." + status, row);
        } catch (Refusal refusal) {
            messages.refused(refusal, FORM, Map.of());
        }
    }

    /** Removes a key. */
    public void remove(Row row) {
        try {
            keys.remove(caller, caller.workspaceId(), row.provider());
            done("workspace.keys.removed", row);
        } catch (Refusal refusal) {
            messages.refused(refusal, FORM, Map.of());
        }
    }

    private void done(String key, Row row) {
        messages.done(key, row.title());
        rows = null;
    }
}
