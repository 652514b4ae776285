package dev.atrium.web.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** The pages in the rail, in their order. */
@Named
@ApplicationScoped
public class Navigation {

    private static final List<Entry> ENTRIES = List.of(
            new Entry("chat"),
            new Entry("text"),
            new Entry("images"),
            new Entry("speech"),
            new Entry("transcription"),
            new Entry("models"));

    public List<Entry> getEntries() {
        return ENTRIES;
    }

    /** One page: its address, icon and the key of its name derive from what it is called. */
    public record Entry(String page) {

        public String getPage() {
            return page;
        }

        public String getPath() {
            return "/" + page;
        }

        public String getIcon() {
            return page;
        }

        public String getLabel() {
            return "navigation." + page;
        }
    }
}
