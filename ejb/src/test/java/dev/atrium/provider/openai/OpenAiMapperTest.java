package dev.atrium.provider.openai;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static dev.atrium.provider.openai.OpenAiMapper.COMPATIBLE;
import static dev.atrium.provider.openai.OpenAiMapper.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.Requests;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.ReasoningDelta;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.WireJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiMapperTest {

    private static final String STOP = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':null}";

    @Test
    void asks_for_usage_in_a_stream_and_for_nothing_that_is_not_set() {
        assertThat(WireJson.write(OPENAI.streaming(Requests.plain())))
                .isEqualTo(json("{'max_completion_tokens':64,'messages':[{'content':'Hello','role':'user'}],"
                        + "'model':'model-1','stream':true,'stream_options':{'include_usage':true}}"));
    }

    @Test
    void sends_what_is_set() {
        assertThat(WireJson.write(OPENAI.whole(Requests.full())))
                .isEqualTo(json("{'max_completion_tokens':64,'messages':[{'content':'Be brief.','role':'system'},"
                        + "{'content':'Hello','role':'user'},{'content':'Hi!','role':'assistant'},"
                        + "{'content':'More','role':'user'},{'content':'Again','role':'user'}],"
                        + "'model':'model-1','stop':['END'],'temperature':2.0,'top_p':0.5}"));
    }

    @Test
    void calls_the_limit_by_its_old_name_at_compatible_servers() {
        assertThat(WireJson.write(COMPATIBLE.whole(Requests.plain())))
                .contains("\"max_tokens\":64")
                .doesNotContain("max_completion_tokens");
    }

    @Test
    void sends_no_empty_key() {
        ProviderEndpoint open = new ProviderEndpoint("local", URI.create("http://localhost:8000/v1"), "");

        HttpRequest request = COMPATIBLE.streamed(Requests.plain(), open);

        assertThat(request.uri()).hasToString("http://localhost:8000/v1/chat/completions");
        assertThat(request.headers().map()).doesNotContainKey("Authorization");
    }

    @Test
    void reads_usage_from_the_last_chunk_which_has_no_choices() {
        List<StreamEvent> events = ofData(
                OPENAI,
                json("{'choices':[{'index':0,'delta':{'role':'assistant','content':'','refusal':null},"
                        + "'finish_reason':null}],'usage':null,'obfuscation':'x1'}"),
                json("{'choices':[{'index':0,'delta':{'content':'Hi'},'finish_reason':null}],'usage':null}"),
                json(STOP),
                json("{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':7,'total_tokens':16,"
                        + "'prompt_tokens_details':{'cached_tokens':4},"
                        + "'completion_tokens_details':{'reasoning_tokens':5}}}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new TextDelta("Hi"),
                        new Completed(FinishReason.STOP, Optional.of(new TokenUsage(9, 7, 4, 0, 5))));
    }

    @Test
    void passes_over_azures_first_chunk_other_choices_and_tool_calls() {
        List<StreamEvent> events = ofData(
                COMPATIBLE,
                json("{'choices':[],'id':'','model':'','prompt_filter_results':[{'prompt_index':0}]}"),
                json("{'choices':[{'index':1,'delta':{'content':'other'}}]}"),
                json("{'choices':[{'index':0,'delta':{'content':null,'tool_calls':[{'index':0,'id':'c1',"
                        + "'function':{'name':'f','arguments':'{'}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}"),
                "[DONE]");

        assertThat(events).containsExactly(new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void takes_a_refusal_for_text_that_the_policy_ended() {
        List<StreamEvent> events = ofData(
                OPENAI,
                json("{'choices':[{'index':0,'delta':{'content':null,'refusal':'I will'}}]}"),
                json("{'choices':[{'index':0,'delta':{'refusal':' not.'}}]}"),
                json(STOP),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new TextDelta("I will"),
                        new TextDelta(" not."),
                        new Completed(FinishReason.CONTENT_FILTER, Optional.empty()));
    }

    @Test
    void shows_the_reasoning_of_compatible_servers() {
        assertThat(ofData(COMPATIBLE, json("{'choices':[{'index':0,'delta':{'reasoning_content':'Hm'}}]}"), json(STOP)))
                .startsWith(new ReasoningDelta("Hm"));
    }

    @Test
    void completes_without_done_once_the_reason_is_known() {
        assertThat(ofData(OPENAI, json(STOP))).containsExactly(new Completed(FinishReason.STOP, Optional.empty()));
    }

    @Test
    void accepts_done_without_a_reason_from_compatible_servers_only() {
        String text = json("{'choices':[{'index':0,'delta':{'content':'Hi'}}]}");

        assertThat(ofData(COMPATIBLE, text, "[DONE]")).endsWith(new Completed(FinishReason.STOP, Optional.empty()));
        assertThat(failureOf(ofData(OPENAI, text, "[DONE]")).kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failureOf(ofData(COMPATIBLE, "[DONE]")).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'message':'x','type':'server_error','param':null,'code':null} | UNAVAILABLE | true",
                "{'message':'x','type':'tokens','code':'rate_limit_exceeded'} | RATE_LIMITED | true",
                "{'message':'x','type':'insufficient_quota','code':'insufficient_quota'} | QUOTA | false",
                "{'message':'x','type':'invalid_request_error','code':'content_filter'} | CONTENT_POLICY | false",
                "{'message':'x','type':'BadRequestError','param':null,'code':400} | BAD_REQUEST | false",
                "{'message':'x','type':'ServiceUnavailableError','code':503} | UNAVAILABLE | true",
            })
    void reads_a_failure_within_a_stream(String error, Kind kind, boolean mayPass) {
        ProviderException failure = failureOf(ofData(OPENAI, json("{'error':" + error + "}")));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure instanceof TransientProviderException).isEqualTo(mayPass);
    }

    @Test
    void takes_what_is_no_chunk_for_a_broken_format() {
        assertThat(failureOf(ofData(OPENAI, "{\"choices\":[")).kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failureOf(ofData(OPENAI, "hello")).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void names_the_code_and_keeps_the_rest_of_the_sentence() {
        ProviderException failure = OPENAI.failure(
                head(400, Map.of("x-request-id", "req_7")),
                json("{'error':{'message':'Unsupported value in: my prompt','type':'invalid_request_error',"
                        + "'param':'temperature','code':'unsupported_value'}}"));

        assertThat(failure).hasMessage("test finds the request wrong (unsupported_value)");
        assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(failure.requestId()).hasValue("req_7");
        assertThat(failure.status()).hasValue(400);
    }

    @Test
    void believes_the_exact_wait_more_than_the_rounded_one() {
        ProviderException failure =
                OPENAI.failure(head(429, Map.of("retry-after-ms", "120", "retry-after", "1")), "Too many");

        assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(120));
    }

    @Test
    void recognises_a_prompt_that_is_too_long_by_code_or_by_sentence() {
        String coded =
                json("{'error':{'message':'x','type':'invalid_request_error','code':'context_length_exceeded'}}");
        String said = json("{'object':'error','message':'The maximum context length is 4096 tokens','code':400}");

        assertThat(OPENAI.failure(head(400, Map.of()), coded).kind()).isEqualTo(Kind.CONTEXT_LENGTH);
        assertThat(COMPATIBLE.failure(head(400, Map.of()), said).kind()).isEqualTo(Kind.CONTEXT_LENGTH);
    }

    /** JSON with single quotes, for better reading. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
