package dev.atrium.launcher;

import java.util.Locale;
import java.util.stream.Stream;

/** The providers with a place of their own in the configuration. */
enum Provider {
    OPENAI,
    ANTHROPIC,
    GOOGLE,
    MISTRAL;

    /** The name in configuration keys, which is also the one in the demo server. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String urlKey() {
        return "atrium.provider." + id() + ".url";
    }

    String apiKeyKey() {
        return "atrium.provider." + id() + ".api-key";
    }

    boolean hasKey(Configuration configuration) {
        return Stream.of(apiKeyKey(), name() + "_API_KEY")
                .anyMatch(key -> configuration.find(key).isPresent());
    }

    boolean hasUrl(Configuration configuration) {
        return configuration.find(urlKey()).isPresent();
    }
}
