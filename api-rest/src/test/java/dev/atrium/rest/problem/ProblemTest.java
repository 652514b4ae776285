package dev.atrium.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.RequestTrace;
import dev.atrium.rest.StubRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeHasItsStatusAndTheTitleOfThat(ErrorCode code) {
        Problem problem = Problem.of(new Refusal(code, "No."));

        assertThat(problem.status()).isEqualTo(code.status());
        assertThat(problem.title()).isNotEqualTo("Error");
    }

    @Test
    void membersThatDoNotApplyAreAbsent() {
        Problem problem = Problem.of(new Refusal(ErrorCode.CONFLICT, "Taken."));

        assertThat(problem.errors()).isNull();
        assertThat(problem.retryAfter()).isNull();
        assertThat(problem.limit()).isNull();
    }

    @Test
    void aWrongFieldIsNamed() {
        Problem problem = Problem.of(Refusal.invalid("maxTokens", "must be at most 128000"));

        assertThat(problem.detail()).isEqualTo("maxTokens must be at most 128000.");
        assertThat(problem.errors()).isEqualTo(List.of(new FieldError("maxTokens", "must be at most 128000")));
    }

    @ParameterizedTest
    @CsvSource({"PT12S, 12", "PT11.001S, 12", "PT0.5S, 1", "PT0S, 1"})
    void theWaitIsInWholeSecondsAndNeverTooShort(Duration wait, long seconds) {
        Problem problem =
                Problem.of(Refusal.limited(ErrorCode.RATE_LIMIT_EXCEEDED, "user-text-per-minute", wait, "Slow."));

        assertThat(problem.retryAfter()).isEqualTo(seconds);
        assertThat(problem.limit()).isEqualTo("user-text-per-minute");
    }

    @Test
    void aProblemOfARequestNamesItsAddressAndTrace() {
        HttpServletRequest request = new StubRequest("POST", "/api/ai/chat").build();

        Problem problem = Problem.internal().at(request);

        assertThat(problem.instance()).isEqualTo("/api/ai/chat");
        assertThat(problem.traceId()).isEqualTo(RequestTrace.of(request).traceId());
    }
}
