package dev.atrium.web.page;

import dev.atrium.security.CurrentCaller;
import dev.atrium.security.SignedInUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who looks at the page. */
@Named
@RequestScoped
public class Viewer {

    private static final int INITIALS = 2;

    private final CurrentCaller currentCaller;

    /** For the client proxy. */
    protected Viewer() {
        this(null);
    }

    @Inject
    Viewer(CurrentCaller currentCaller) {
        this.currentCaller = currentCaller;
    }

    /** The address that the viewer signed in with; empty on pages for everyone. */
    public String getEmail() {
        return currentCaller.signedIn().map(SignedInUser::getName).orElse("");
    }

    /** One or two letters that stand for the viewer: {@code anna.weber@…} gives AW. */
    public String getInitials() {
        return initials(getEmail());
    }

    static String initials(String email) {
        String local = email.replaceFirst("@.*", "");
        return Arrays.stream(local.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(INITIALS)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
    }
}
