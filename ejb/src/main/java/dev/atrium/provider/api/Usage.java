package dev.atrium.provider.api;

import java.time.Duration;
import java.util.Objects;

/** What a call consumed, in the unit that it is paid by. */
public sealed interface Usage permits TokenUsage, Usage.Images, Usage.Characters, Usage.Audio {

    /** Pictures that were made; what each costs depends on what was asked for. */
    record Images(int count) implements Usage {
        public Images {
            requireNotNegative(count);
        }
    }

    /** Characters that were spoken, counted as Unicode code points. */
    record Characters(long count) implements Usage {
        public Characters {
            requireNotNegative(count);
        }
    }

    /** Sound that was listened to. */
    record Audio(Duration duration) implements Usage {
        public Audio {
            Objects.requireNonNull(duration, "duration");
            requireNotNegative(duration.toMillis());
        }
    }

    private static void requireNotNegative(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException("What was consumed is not negative");
        }
    }
}
