package dev.atrium.web.page;

import dev.atrium.settings.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** What pages tell about this installation. */
@Named
@ApplicationScoped
public class Portal {

    private final boolean demo;
    private final String preferredModels;

    /** For the client proxy. */
    protected Portal() {
        demo = false;
        preferredModels = null;
    }

    @Inject
    Portal(Configuration configuration) {
        demo = configuration.text("atrium.demo").filter("on"::equalsIgnoreCase).isPresent();
        preferredModels = configuration
                .text("atrium.chat.preferred-models")
                .orElse("")
                .replaceAll("\\s", "");
    }

    /** Whether answers are simulated, so that nobody takes them for a model's. */
    public boolean isDemo() {
        return demo;
    }

    /** Ids of models, separated by commas: a chat begins with the first that is to be had, until its reader chooses. */
    public String getPreferredModels() {
        return preferredModels;
    }
}
