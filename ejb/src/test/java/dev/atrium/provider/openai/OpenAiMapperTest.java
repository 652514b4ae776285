package dev.atrium.provider.openai;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static dev.atrium.provider.openai.OpenAiMapper.COMPATIBLE;
import static dev.atrium.provider.openai.OpenAiMapper.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.Requests;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.Reasoning.Effort;
import dev.atrium.provider.api.StreamEvent;
import dev.atrium.provider.api.StreamEvent.Completed;
import dev.atrium.provider.api.StreamEvent.ReasoningDelta;
import dev.atrium.provider.api.StreamEvent.TextDelta;
import dev.atrium.provider.api.StreamEvent.ToolCalled;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.TextRequest;
import dev.atrium.provider.api.TokenUsage;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiMapperTest {

    private static final String STOP = "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':null}";

    @Test
    void asks_for_usage_in_a_stream_and_for_nothing_that_is_not_set() {
        assertThat(WireJson.write(OPENAI.streaming(Requests.plain())))
                .isEqualTo(json("{'model':'model-1','messages':[{'role':'user','content':'Hello'}],"
                        + "'max_completion_tokens':64,'stream':true,'stream_options':{'include_usage':true}}"));
    }

    @Test
    void sends_what_is_set() {
        assertThat(WireJson.write(OPENAI.whole(Requests.full())))
                .isEqualTo(json("{'model':'model-1','messages':[{'role':'system','content':'Be brief.'},"
                        + "{'role':'user','content':'Hello'},{'role':'assistant','content':'Hi!'},"
                        + "{'role':'user','content':'More'},{'role':'user','content':'Again'}],"
                        + "'max_completion_tokens':64,'temperature':2.0,'top_p':0.5,'stop':['END']}"));
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
                        + "'prompt_tokens_details':{'cached_tokens':4,'cache_write_tokens':2},"
                        + "'completion_tokens_details':{'reasoning_tokens':5}}}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new TextDelta("Hi"),
                        new Completed(FinishReason.STOP, Optional.of(new TokenUsage(9, 7, 4, 2, 5))));
    }

    @Test
    void passes_over_azures_first_chunk_and_other_choices() {
        List<StreamEvent> events = ofData(
                COMPATIBLE,
                json("{'choices':[],'id':'','model':'','prompt_filter_results':[{'prompt_index':0}]}"),
                json("{'choices':[{'index':1,'delta':{'content':'other'}}]}"),
                json(STOP),
                "[DONE]");

        assertThat(events).containsExactly(new Completed(FinishReason.STOP, Optional.empty()));
    }

    @Test
    void puts_calls_of_tools_together_from_their_pieces() {
        List<StreamEvent> events = ofData(
                OPENAI,
                json(
                        "{'choices':[{'index':0,'delta':{'content':null,'tool_calls':[{'index':0,'id':'c1','type':'function',"
                                + "'function':{'name':'f','arguments':''}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{}'}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':1,'id':'c2','type':'function',"
                        + "'function':{'name':'g','arguments':'{\\'a\\''}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':1,'function':{'arguments':':1}'}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new ToolCalled(new ToolCall("c1", "f", "{}")),
                        new ToolCalled(new ToolCall("c2", "g", "{\"a\":1}")),
                        new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void tells_calls_apart_that_a_compatible_server_numbers_alike() {
        List<StreamEvent> events = ofData(
                COMPATIBLE,
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'c1','function':{'name':'f',"
                        + "'arguments':{'a':1}}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'c2','function':{'name':'f',"
                        + "'arguments':'{}'}}]},'finish_reason':'stop'}]}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new ToolCalled(new ToolCall("c1", "f", "{\"a\":1}")),
                        new ToolCalled(new ToolCall("c2", "f", "{}")),
                        new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void sends_images_files_and_what_tools_found() {
        JsonObject body = OPENAI.whole(Requests.rich());

        assertThat(body.getJsonArray("messages"))
                .isEqualTo(array("[{'role':'user','content':[{'type':'text','text':'What is this?'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AQID'}},"
                        + "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,BAU='}},"
                        + "{'type':'text','text':'b.csv:\\n\\n1,2'}]},"
                        + "{'role':'assistant','tool_calls':[{'id':'call_1','type':'function',"
                        + "'function':{'name':'look','arguments':'{\\'deep\\':true}'}},"
                        + "{'id':'call_2','type':'function','function':{'name':'look','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'call_1','content':'a cat'},"
                        + "{'role':'tool','tool_call_id':'call_2','content':'too dark'}]"));
    }

    @Test
    void sends_tools_formats_and_all_the_rest() {
        JsonObject body = OPENAI.whole(Requests.featured());

        assertThat(body.getJsonArray("tools"))
                .isEqualTo(array("[{'type':'function','function':{'name':'look','description':'Looks again.',"
                        + "'parameters':{'type':'object','properties':{'deep':{'type':'boolean'}}}}}]"));
        assertThat(body.get("tool_choice")).isEqualTo(object("{'type':'function','function':{'name':'look'}}"));
        assertThat(body.get("parallel_tool_calls")).isEqualTo(JsonValue.FALSE);
        assertThat(body.get("response_format"))
                .isEqualTo(object("{'type':'json_schema','json_schema':{'name':'thing','schema':{'type':'object'},"
                        + "'strict':true}}"));
        assertThat(body.getJsonNumber("frequency_penalty").doubleValue()).isEqualTo(0.5);
        assertThat(body.getJsonNumber("presence_penalty").doubleValue()).isEqualTo(-0.5);
        assertThat(body.getInt("seed")).isEqualTo(-7);
    }

    @Test
    void passes_on_what_it_does_not_know_but_lets_it_replace_nothing() {
        JsonObject extra = object("{'logit_bias':{'50256':-100},'model':'another'}");

        JsonObject body = COMPATIBLE.whole(Requests.plain().with(TextFeatures.NONE.withExtra(extra)));

        assertThat(body.get("logit_bias")).isEqualTo(object("{'50256':-100}"));
        assertThat(body.getString("model")).isEqualTo("model-1");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, HIGH, ",
        "gpt-5-chat-latest, HIGH, ",
        "o4-mini, MINIMAL, low",
        "gpt-5-mini, NONE, minimal",
        "gpt-5.1, MINIMAL, none",
        "gpt-5.2, MAX, xhigh",
    })
    void asks_a_model_for_an_effort_that_it_knows(String model, Effort wanted, String sent) {
        TextRequest request = Requests.plain(model).with(TextFeatures.NONE.withReasoning(Reasoning.of(wanted)));

        assertThat(OPENAI.whole(request).getString("reasoning_effort", null)).isEqualTo(sent);
    }

    @Test
    void says_before_sending_what_openai_does_not_take() {
        TextRequest stops = new TextRequest(
                "model-1",
                Optional.empty(),
                List.of(ChatMessage.user("Hello")),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of("1", "2", "3", "4", "5"));

        assertThatThrownBy(() -> OPENAI.whole(stops))
                .isInstanceOf(ProviderException.class)
                .hasMessage("OpenAI takes at most 4 stop sequences: give fewer.");
        assertThat(COMPATIBLE.whole(stops).getJsonArray("stop")).hasSize(5);
        assertThatThrownBy(() -> OPENAI.whole(Requests.showing(Media.of("image/tiff", new byte[1]))))
                .hasMessageContaining("not image/tiff");
    }

    @Test
    void finds_the_wait_in_sentence_and_limits_where_no_header_tells_it() {
        String body = json("{'error':{'message':'Rate limit reached. Please try again in 1m2.5s.','type':'requests',"
                + "'code':'rate_limit_exceeded'}}");
        Map<String, String> limits = Map.of(
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-requests",
                "6m0s",
                "x-ratelimit-remaining-tokens",
                "17",
                "x-ratelimit-reset-tokens",
                "9h");

        assertThat(OPENAI.failure(head(429, limits), body).retryAfter()).hasValue(Duration.ofMillis(62_500));
        assertThat(OPENAI.failure(head(429, limits), "{}").retryAfter()).hasValue(Duration.ofMinutes(6));
        assertThat(OPENAI.failure(head(429, Map.of("retry-after", "3")), body).retryAfter())
                .hasValue(Duration.ofSeconds(3));
    }

    @Test
    void takes_a_mere_sentence_for_an_error() {
        assertThat(failureOf(ofData(COMPATIBLE, json("{'error':'the model runner has stopped'}")))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
        assertThat(COMPATIBLE
                        .failure(head(400, Map.of()), json("{'error':'prompt exceeds the context window'}"))
                        .kind())
                .isEqualTo(Kind.CONTEXT_LENGTH);
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
        assertThat(ofData(COMPATIBLE, json("{'choices':[{'index':0,'delta':{'reasoning':'Hm'}}]}"), json(STOP)))
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

    private static JsonObject object(String text) {
        return WireJson.read(json(text), JsonObject.class);
    }

    private static JsonArray array(String text) {
        return WireJson.read(json(text), JsonArray.class);
    }

    /** JSON with single quotes, for better reading. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
