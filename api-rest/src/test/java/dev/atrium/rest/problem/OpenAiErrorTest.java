package dev.atrium.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.FieldError;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.StubRequest;
import dev.atrium.rest.json.JsonFormat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiErrorTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "INVALID_REQUEST, 400, invalid_request_error, null",
                "INVALID_MODEL, 404, invalid_request_error, model_not_found",
                "UNAUTHENTICATED, 401, invalid_request_error, invalid_api_key",
                "INSUFFICIENT_CREDITS, 429, insufficient_quota, insufficient_quota",
                "BUDGET_EXCEEDED, 429, insufficient_quota, insufficient_quota",
                "RATE_LIMIT_EXCEEDED, 429, requests, rate_limit_exceeded",
                "PROVIDER_UNAVAILABLE, 503, server_error, provider_unavailable",
                "INTERNAL_ERROR, 500, server_error, internal_error"
            })
    void codes_have_the_status_and_words_that_clients_know(ErrorCode code, int status, String type, String word) {
        Problem problem = Problem.of(new Refusal(code, "No."));

        OpenAiError.Detail error = OpenAiError.of(problem).error();

        assertThat(OpenAiError.status(problem)).isEqualTo(status);
        assertThat(error.type()).isEqualTo(type);
        assertThat(error.code()).isEqualTo(word);
        assertThat(error.message()).isEqualTo("No.");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_code_is_an_error_with_all_its_members(ErrorCode code) {
        String json = JsonFormat.jsonb().toJson(OpenAiError.of(Problem.of(new Refusal(code, "No."))));

        assertThat(json).contains("\"message\":", "\"type\":", "\"param\":", "\"code\":");
    }

    @Test
    void fields_have_the_names_of_the_client() {
        Problem problem = Problem.of(Refusal.invalid(List.of(
                new FieldError("count", "must be from 1 to 10"), new FieldError("maxTokens", "must be at most 100"))));

        OpenAiError.Detail error = OpenAiError.of(problem).error();

        assertThat(error.param()).isEqualTo("n");
        assertThat(error.message()).isEqualTo("n must be from 1 to 10; max_tokens must be at most 100.");
    }

    @Test
    void it_is_written_below_its_address_and_nowhere_else() {
        Problem problem =
                Problem.of(Refusal.limited(ErrorCode.RATE_LIMIT_EXCEEDED, "a limit", Duration.ofSeconds(7), "Slow."));

        Refused here = Refused.of(problem, new StubRequest("GET", "/api/openai/v1/models").build());
        Refused elsewhere = Refused.of(problem, new StubRequest("GET", "/api/openaivariant").build());

        assertThat(here.body()).isInstanceOf(OpenAiError.class);
        assertThat(here.headers()).containsEntry("Retry-After", "7").doesNotContainKey("x-should-retry");
        assertThat(elsewhere.body()).isSameAs(problem);
        assertThat(elsewhere.mediaType()).isEqualTo(Problem.MEDIA_TYPE);
    }

    @Test
    void clients_that_would_try_again_are_told_when_that_is_of_no_use() {
        Problem problem = Problem.of(new Refusal(ErrorCode.INSUFFICIENT_CREDITS, "No."));

        Refused refused = Refused.of(problem, new StubRequest("POST", "/api/openai/v1/completions").build());

        assertThat(refused.headers()).containsEntry("x-should-retry", "false");
    }
}
