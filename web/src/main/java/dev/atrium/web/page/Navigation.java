package dev.atrium.web.page;

import dev.atrium.security.CurrentCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;

/** The pages in the rail, in their order: those of everyone, then those of the administrators of the organisation. */
@Named
@RequestScoped
public class Navigation {

    private static final List<Entry> FOR_EVERYONE = List.of(
            new Entry("chat"),
            new Entry("text"),
            new Entry("images"),
            new Entry("speech"),
            new Entry("transcription"),
            new Entry("models"),
            new Entry("workspace"));

    private static final List<Entry> FOR_ADMINISTRATORS =
            List.of(new Entry("admin-models"), new Entry("admin-providers"));

    private final CurrentCaller currentCaller;

    /** For the client proxy. */
    protected Navigation() {
        this(null);
    }

    @Inject
    Navigation(CurrentCaller currentCaller) {
        this.currentCaller = currentCaller;
    }

    public List<Entry> getEntries() {
        boolean admin =
                currentCaller.signedIn().stream().anyMatch(user -> user.user().admin());
        return admin
                ? Stream.concat(FOR_EVERYONE.stream(), FOR_ADMINISTRATORS.stream())
                        .toList()
                : FOR_EVERYONE;
    }

    /** One page: its address, icon and the key of its name derive from what it is called. */
    public record Entry(String page) {

        public String getPage() {
            return page;
        }

        public String getPath() {
            return "/" + page.replace('-', '/');
        }

        public String getIcon() {
            return page;
        }

        public String getLabel() {
            return "navigation." + page;
        }
    }
}
