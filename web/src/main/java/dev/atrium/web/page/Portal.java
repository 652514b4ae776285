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

    /** For the client proxy. */
    protected Portal() {
        demo = false;
    }

    @Inject
    Portal(Configuration configuration) {
        demo = configuration.text("atrium.demo.active").filter("true"::equals).isPresent();
    }

    /** Whether answers are simulated, so that nobody takes them for a model's. */
    public boolean isDemo() {
        return demo;
    }
}
