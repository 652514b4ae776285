package dev.atrium.provider.anthropic;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.Requests;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.ReasoningDelta;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicMapperTest {

    private static final AnthropicMapper MAPPER = new AnthropicMapper();
    private static final String START = "{'type':'message_start','message':{'content':[],'stop_reason':null,"
            + "'usage':{'input_tokens':10,'cache_creation_input_tokens':3,'cache_read_input_tokens':20,"
            + "'output_tokens':1}}}";
    private static final String STOP = "{'type':'message_stop'   }";

    @Test
    void sends_nothing_that_is_not_set_sampling_least_of_all() {
        assertThat(WireJson.write(MAPPER.streaming(Requests.plain())))
                .isEqualTo(json("{'max_tokens':64,'messages':[{'content':'Hello','role':'user'}],"
                        + "'model':'model-1','stream':true}"));
    }

    @Test
    void sends_what_is_set_and_caps_the_temperature() {
        assertThat(WireJson.write(MAPPER.whole(Requests.full())))
                .isEqualTo(json("{'max_tokens':64,'messages':[{'content':'Hello','role':'user'},"
                        + "{'content':'Hi!','role':'assistant'},{'content':'More','role':'user'},"
                        + "{'content':'Again','role':'user'}],'model':'model-1','stop_sequences':['END'],"
                        + "'system':'Be brief.','temperature':1.0,'top_p':0.5}"));
    }

    @Test
    void adds_up_the_input_and_takes_the_last_report_of_usage() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json(START),
                json("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"),
                json("{'type':'ping'}"),
                json("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hi'}}"),
                json("{'type':'something_new','delta':{'type':'text_delta','text':'not this'}}"),
                json("{'type':'content_block_stop','index':0}"),
                json("{'type':'message_delta','delta':{'stop_reason':null},'usage':{'output_tokens':4}}"),
                json("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':6}}"),
                json(STOP));

        assertThat(events)
                .containsExactly(
                        new TextDelta("Hi"),
                        new Completed(FinishReason.STOP, Optional.of(new TokenUsage(33, 6, 20, 3, 0))));
    }

    @Test
    void takes_input_tokens_that_are_only_known_at_the_end() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'type':'message_start','message':{'usage':{'input_tokens':0,'output_tokens':0}}}"),
                json("{'type':'message_delta','delta':{'stop_reason':'end_turn'},"
                        + "'usage':{'input_tokens':61,'output_tokens':2}}"),
                json(STOP));

        assertThat(events).containsExactly(new Completed(FinishReason.STOP, Optional.of(TokenUsage.of(61, 2))));
    }

    @Test
    void shows_thinking_and_passes_over_signatures_and_tools() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'type':'content_block_delta','delta':{'type':'thinking_delta','thinking':'Hm'}}"),
                json("{'type':'content_block_delta','delta':{'type':'signature_delta','signature':'abc'}}"),
                json("{'type':'content_block_delta','delta':{'type':'input_json_delta','partial_json':'{'}}"),
                json("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}"),
                json(STOP));

        assertThat(events)
                .containsExactly(new ReasoningDelta("Hm"), new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "pause_turn, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, CONTENT_FILTER",
        "something_new, STOP",
    })
    void knows_why_an_answer_ended(String stopReason, FinishReason expected) {
        assertThat(AnthropicMapper.finishReason(stopReason)).isEqualTo(expected);
    }

    @Test
    void reads_a_refusal_without_any_content() {
        AnthropicMessage message =
                WireJson.read(json("{'content':[],'stop_reason':'refusal'}"), AnthropicMessage.class);

        assertThat(MAPPER.result(message).text()).isEmpty();
        assertThat(MAPPER.result(message).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void fails_with_an_error_within_the_stream() {
        ProviderException failure = failureOf(ofData(
                MAPPER,
                json(START),
                json("{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}")));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).isInstanceOf(TransientProviderException.class);
    }

    @Test
    void is_not_complete_without_a_reason() {
        assertThat(failureOf(ofData(MAPPER, json(START), json(STOP))).kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failureOf(ofData(MAPPER, json(START))).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void obeys_what_the_header_says_about_another_try() {
        String conflict = json("{'type':'error','error':{'type':'conflict_error','message':'x'}}");
        String overloaded = json("{'type':'error','error':{'type':'overloaded_error','message':'x'}}");

        assertThat(MAPPER.failure(head(409, Map.of("x-should-retry", "true")), conflict))
                .isInstanceOf(TransientProviderException.class);
        assertThat(MAPPER.failure(head(529, Map.of("x-should-retry", "false")), overloaded))
                .isNotInstanceOf(TransientProviderException.class);
        assertThat(MAPPER.failure(head(529, Map.of()), overloaded)).isInstanceOf(TransientProviderException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | invalid_request_error | prompt is too long: 9 tokens > 8 maximum | CONTEXT_LENGTH",
                "400 | invalid_request_error | Your credit balance is too low to use the API | QUOTA",
                "400 | invalid_request_error | max_tokens: field required | BAD_REQUEST",
                "401 | authentication_error | invalid x-api-key | INVALID_KEY",
                "402 | billing_error | x | QUOTA",
                "403 | permission_error | x | INVALID_KEY",
                "404 | not_found_error | model: x | UNKNOWN_MODEL",
                "413 | request_too_large | x | CONTEXT_LENGTH",
                "429 | rate_limit_error | x | RATE_LIMITED",
                "500 | api_error | x | UNAVAILABLE",
                "504 | timeout_error | x | TIMEOUT",
                "529 | overloaded_error | x | UNAVAILABLE",
            })
    void tells_errors_apart(int status, String type, String message, Kind kind) {
        ProviderException failure = MAPPER.failure(
                head(status, Map.of()),
                json("{'type':'error','error':{'type':'" + type + "','message':'" + message
                        + "'},'request_id':'req_1'}"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.requestId()).hasValue("req_1");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
