package dev.atrium.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ResourceBundle;

/** The texts that scripts show: those of the message bundle whose keys begin with {@code client.}, in the page's language. */
@Named
@RequestScoped
public class ClientTexts {

    private static final String BUNDLE = "dev.atrium.web.i18n.Messages";
    private static final String PREFIX = "client.";

    private final Preferences preferences;

    /** For the client proxy. */
    protected ClientTexts() {
        this(null);
    }

    @Inject
    ClientTexts(Preferences preferences) {
        this.preferences = preferences;
    }

    /** A JSON object from key, without the prefix, to text; safe inside of a script element. */
    public String getJson() {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, preferences.getLocale());
        JsonObjectBuilder json = Json.createObjectBuilder();
        texts.keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .sorted()
                .forEach(key -> json.add(key.substring(PREFIX.length()), texts.getString(key)));
        // No text may end the script element that it is in.
        return json.build().toString().replace("<", "\\u003c");
    }
}
