package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {

    @Test
    void reads_times_in_milliseconds_seconds_and_minutes() {
        Behaviour behaviour = Behaviour.of("[[first 1.5s]] [[delay 200ms]]");

        assertThat(behaviour.first()).isEqualTo(Duration.ofMillis(1500));
        assertThat(behaviour.delay()).hasValue(Duration.ofMillis(200));
        assertThat(Behaviour.of("[[first 2m]]").first()).isEqualTo(Duration.ofMinutes(2));
        assertThat(Behaviour.of("[[first 3]]").first()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void keeps_the_text_as_it_stands() {
        assertThat(Behaviour.of("[[text  two spaces, a [bracket] ]]").text()).hasValue(" two spaces, a [bracket] ");
        assertThat(Behaviour.of("[[text list[0]]]").text()).hasValue("list[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[fial 500]]",
                "[[fail]]",
                "[[fail 200]]",
                "[[fail 500 sometimes]]",
                "[[drop after]]",
                "[[drop before 5]]",
                "[[cut 0]]",
                "[[no coffee]]",
                "[[usage in]]",
                "[[delay soon]]",
                "[[crlf]] and more"
            })
    void a_script_with_a_mistake_is_refused(String markers) {
        assertThatThrownBy(() -> Behaviour.of(markers)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void in_a_message_unknown_markers_are_ordinary_text() {
        Behaviour behaviour = Behaviour.inMessage("See [[Main Page]] and [[crlf]].", "openai", "gpt-4o", 1);

        assertThat(behaviour.framing().lineEnd()).hasValue("\r\n");
        assertThat(behaviour.failure()).isEmpty();
    }

    @Test
    void a_marker_can_be_limited_to_requests_and_to_a_provider_or_model() {
        String message = "[[times 2 on gpt-4o fail 503]]";

        assertThat(Behaviour.inMessage(message, "openai", "gpt-4o", 2).failure())
                .isPresent();
        assertThat(Behaviour.inMessage(message, "openai", "gpt-4o", 3).failure())
                .isEmpty();
        assertThat(Behaviour.inMessage(message, "openai", "gpt-4.1", 1).failure())
                .isEmpty();
    }

    @Test
    void usage_left_out_is_counted_and_reasoning_adds_to_the_output() {
        Usage counted = new Usage(7, 3, 0, 0, 0);

        assertThat(Behaviour.of("[[usage in 100]]").usage(counted)).hasValue(new Usage(100, 3, 0, 0, 0));
        assertThat(Behaviour.of("[[usage reasoning 10]]").usage(counted)).hasValue(new Usage(7, 13, 0, 0, 10));
        assertThat(Behaviour.of("[[no usage]]").usage(counted)).isEmpty();
    }
}
