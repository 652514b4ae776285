package dev.atrium.launcher;

import java.util.Arrays;

/** When the demo providers stand in for the real ones: the values of {@code atrium.demo}. */
enum DemoMode {
    /** When no provider has a key and no compatible endpoint is configured. */
    AUTO,
    ON,
    OFF;

    boolean isActive(Configuration configuration) {
        return switch (this) {
            case ON -> true;
            case OFF -> false;
            case AUTO ->
                Arrays.stream(Provider.values()).noneMatch(provider -> provider.hasKey(configuration))
                        && !hasCompatibleEndpoint(configuration);
        };
    }

    static boolean hasCompatibleEndpoint(Configuration configuration) {
        return configuration.hasAny("atrium.compatible.", ".url");
    }
}
