package dev.atrium.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final Path TEXTS = Path.of("src/main/resources/dev/atrium/web/i18n");
    private static final Path PAGES = Path.of("src/main/webapp");

    /** {@code #{i18n['key']}} in pages; keys that are put together at run time do not look like this. */
    private static final Pattern KEY_OF_PAGE = Pattern.compile("i18n\\['([\\w.]+)']");

    /** {@code t('key'} and {@code tn('key'} in scripts. */
    private static final Pattern KEY_OF_SCRIPT = Pattern.compile("\\bt\\('([\\w.]+)'");

    private static final Pattern COUNTED_KEY_OF_SCRIPT = Pattern.compile("\\btn\\('([\\w.]+)'");
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+");

    @Test
    void german_has_every_text_that_english_has_and_no_other() throws IOException {
        assertThat(texts("_de").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(texts("").stringPropertyNames());
    }

    @Test
    void a_translation_takes_the_same_parameters() throws IOException {
        Properties english = texts("");
        Properties german = texts("_de");
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(matches(PARAMETER, german.getProperty(key)))
                        .as(key)
                        .isEqualTo(matches(PARAMETER, english.getProperty(key))));
    }

    @Test
    void every_text_that_a_page_names_exists() throws IOException {
        Set<String> named = matches(KEY_OF_PAGE, sources(".xhtml"));
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(texts("").stringPropertyNames()).containsAll(named);
    }

    @Test
    void every_text_that_a_script_names_exists() throws IOException {
        String scripts = sources(".js");
        Set<String> named = matches(KEY_OF_SCRIPT, scripts);
        Set<String> counted = matches(COUNTED_KEY_OF_SCRIPT, scripts);
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(counted).isNotEmpty();
        assertThat(texts("").stringPropertyNames())
                .containsAll(named.stream().map(key -> "client." + key).toList())
                .containsAll(counted.stream()
                        .flatMap(key -> Stream.of("client." + key + ".one", "client." + key + ".other"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void minutes_are_counted_in_the_grammar_of_the_language(String language) {
        String pattern = ResourceBundle.getBundle("dev.atrium.web.i18n.Messages", Locale.forLanguageTag(language))
                .getString("login.locked");
        assertThat(MessageFormat.format(pattern, 1L)).matches(".* 1 (minute|Minute)\\b.*");
        assertThat(MessageFormat.format(pattern, 15L)).matches(".* 15 (minutes|Minuten)\\b.*");
    }

    @Test
    void english_readers_get_english_on_a_german_machine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMAN);
        try {
            ResourceBundle.clearCache();
            assertThat(ResourceBundle.getBundle("dev.atrium.web.i18n.Messages", Locale.ENGLISH)
                            .getString("dialog.cancel"))
                    .isEqualTo("Cancel");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Properties texts(String suffix) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                Files.newBufferedReader(TEXTS.resolve("Messages" + suffix + ".properties"), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static String sources(String extension) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(PAGES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(extension))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.groupCount() == 0 ? match.group() : match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
