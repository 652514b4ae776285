package dev.atrium.provider.google;

import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.Reasoning.Effort;
import dev.atrium.provider.google.GoogleRequest.ThinkingConfig;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a model is asked to think: up to 2.5 by a budget of tokens, later by a level. Before 2.5 there is no thinking. */
final class GoogleThinking {

    private static final Pattern WITHOUT = Pattern.compile("(?:gemini-[12]\\.[0-4]|gemma|learnlm).*");
    private static final Pattern BY_LEVEL = Pattern.compile("gemini-(?:[3-9]|[1-9][0-9]).*");

    /** The least that these models can be brought to think. */
    private static final int LEAST_OF_PRO = 128;

    private static final int MINIMAL = 512;
    private static final int LOW = 1024;
    private static final int MEDIUM = 8192;
    private static final int HIGH = 24_576;

    private GoogleThinking() {}

    /** The configuration for a model; empty leaves it as it is. */
    static Optional<ThinkingConfig> of(String model, Reasoning wanted) {
        if (wanted.equals(Reasoning.USUAL) || WITHOUT.matcher(model).matches()) {
            return Optional.empty();
        }
        Boolean visible = wanted.visible() ? true : null;
        Optional<Effort> effort = wanted.effort();
        return Optional.of(
                BY_LEVEL.matcher(model).matches()
                        ? new ThinkingConfig(
                                visible, effort.map(some -> level(model, some)).orElse(null), null)
                        : new ThinkingConfig(
                                visible,
                                null,
                                effort.map(some -> budget(model, some)).orElse(null)));
    }

    private static String level(String model, Effort effort) {
        Set<Effort> known = EnumSet.range(model.contains("pro") ? Effort.LOW : Effort.MINIMAL, Effort.HIGH);
        if (model.startsWith("gemini-3-pro")) {
            known.remove(Effort.MEDIUM);
        }
        return effort.nearest(known).name();
    }

    private static int budget(String model, Effort effort) {
        return switch (effort) {
            case NONE -> model.contains("pro") ? LEAST_OF_PRO : 0;
            case MINIMAL -> MINIMAL;
            case LOW -> LOW;
            case MEDIUM -> MEDIUM;
            case HIGH, XHIGH, MAX -> HIGH;
        };
    }
}
