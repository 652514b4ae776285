package dev.atrium.mail;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What the mails say, in the recipient's language where there is a translation. */
public enum MailText {
    VERIFY,
    VERIFY_CHANGE,
    CHANGE_NOTICE,
    RESET,
    PASSWORD_NOTICE,
    INVITATION,
    ADDED,
    BUDGET_TOKEN,
    BUDGET_MEMBER;

    private static final String BUNDLE = "dev.atrium.mail.Mails";

    /** Without a fall-back to the server's own language, which the recipient need not know. */
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /**
     * The mail with these values in its places.
     *
     * @param language a tag such as {@code de}; empty for English
     */
    public Mail to(String recipient, Optional<String> language, Object... values) {
        Locale locale = language.map(Locale::forLanguageTag).orElse(Locale.ROOT);
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale, CONTROL);
        String key = name().toLowerCase(Locale.ROOT);
        String subject = format(bundle.getString(key + ".subject"), locale, values);
        String body = format(bundle.getString(key + ".body"), locale, values);
        return new Mail(recipient, subject.replaceAll("\\p{Cntrl}+", " "), body);
    }

    private static String format(String pattern, Locale locale, Object... values) {
        return new MessageFormat(pattern, locale).format(values);
    }
}
