package dev.atrium.provider.api;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a model is to think before it answers.
 *
 * @param effort how much; without it as the provider likes
 * @param visible whether to show the thoughts, by providers that show any. Some think at all only if that is asked for.
 */
public record Reasoning(Optional<Effort> effort, boolean visible) {

    /** As the provider likes, and not shown unless it shows thoughts unasked. */
    public static final Reasoning USUAL = new Reasoning(Optional.empty(), false);

    /** From little to much. A model that does not know one of them is given the nearest that it knows. */
    public enum Effort {
        NONE,
        MINIMAL,
        LOW,
        MEDIUM,
        HIGH,
        XHIGH,
        MAX;

        /** The one of these that is nearest to this, of two the lower; these must not be none. */
        public Effort nearest(Set<Effort> known) {
            return known.stream()
                    .min(Comparator.comparingInt((Effort effort) -> Math.abs(effort.ordinal() - ordinal()))
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
        }
    }

    public Reasoning {
        Objects.requireNonNull(effort, "effort");
    }

    public static Reasoning of(Effort effort) {
        return new Reasoning(Optional.of(effort), effort != Effort.NONE);
    }
}
