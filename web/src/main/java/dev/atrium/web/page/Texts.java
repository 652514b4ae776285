package dev.atrium.web.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;

/** Texts of the message bundle in the page's language. */
@RequestScoped
public class Texts {

    private static final String BUNDLE = "dev.atrium.web.i18n.Messages";

    @Inject
    private Preferences preferences;

    /** The text of a key, with the arguments in the places of {@code {0}}, {@code {1}} and so on. */
    public String get(String key, Object... arguments) {
        String text = bundle().getString(key);
        return arguments.length == 0 ? text : new MessageFormat(text, preferences.getLocale()).format(arguments);
    }

    /** The text of a key, if there is one. */
    public Optional<String> find(String key) {
        return bundle().containsKey(key) ? Optional.of(bundle().getString(key)) : Optional.empty();
    }

    private ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, preferences.getLocale());
    }
}
