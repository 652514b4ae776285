package dev.atrium.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TextOptionsTest {

    private static final TextOptions ALL =
            new TextOptions(OptionalDouble.of(0.2), OptionalDouble.of(0.9), OptionalInt.of(500), List.of("END", "\n"));

    @Test
    void what_is_chosen_goes_before_what_is_usual() {
        TextOptions some =
                new TextOptions(OptionalDouble.of(0.7), OptionalDouble.empty(), OptionalInt.empty(), List.of());

        assertThat(some.orElse(ALL))
                .isEqualTo(new TextOptions(
                        OptionalDouble.of(0.7), OptionalDouble.of(0.9), OptionalInt.of(500), List.of("END", "\n")));
        assertThat(ALL.orElse(some)).isEqualTo(ALL);
        assertThat(TextOptions.DEFAULT.orElse(TextOptions.DEFAULT)).isEqualTo(TextOptions.DEFAULT);
    }

    @Test
    void they_are_read_as_they_were_stored() {
        assertThat(TextOptions.parse(ALL.toJson().toString())).isEqualTo(ALL);
        assertThat(TextOptions.DEFAULT.toJson().toString()).isEqualTo("{}");
        assertThat(TextOptions.parse("{}")).isEqualTo(TextOptions.DEFAULT);
    }
}
