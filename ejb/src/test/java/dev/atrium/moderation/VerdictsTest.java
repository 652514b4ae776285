package dev.atrium.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.api.ModerationResult.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    @Test
    void verdicts_are_stored_as_they_are() {
        Verdicts verdicts = new Verdicts(List.of(
                new Verdict(true, Map.of("violence", true, "hate", false), Map.of("violence", 0.97, "hate", 1e-7)),
                new Verdict(false, Map.of(), Map.of())));

        assertThat(Verdicts.read(verdicts.document())).isEqualTo(verdicts);
    }
}
