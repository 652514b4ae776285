package dev.atrium.provider.anthropic;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.Requests;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
import dev.atrium.provider.api.Media;
import dev.atrium.provider.api.OutputFormat;
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
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
    void shows_thinking_and_puts_calls_of_tools_together() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'Hm'}}"),
                json("{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'abc'}}"),
                json("{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'toolu_1',"
                        + "'name':'f','input':{}}}"),
                json("{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':''}}"),
                json("{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta',"
                        + "'partial_json':'{\\'a\\''}}"),
                json(
                        "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':':1}'}}"),
                json("{'type':'content_block_stop','index':1}"),
                json("{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'toolu_2',"
                        + "'name':'g','input':{}}}"),
                json("{'type':'content_block_stop','index':2}"),
                json("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}"),
                json(STOP));

        assertThat(events)
                .containsExactly(
                        new ReasoningDelta("Hm"),
                        new ToolCalled(new ToolCall("toolu_1", "f", "{\"a\":1}")),
                        new ToolCalled(new ToolCall("toolu_2", "g", "{}")),
                        new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void reads_how_much_of_the_answer_was_thinking() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':9,"
                        + "'output_tokens':7,'output_tokens_details':{'thinking_tokens':5}}}"),
                json(STOP));

        assertThat(events)
                .containsExactly(new Completed(FinishReason.STOP, Optional.of(new TokenUsage(9, 7, 0, 0, 5))));
    }

    @Test
    void sends_images_files_and_the_results_of_tools_in_one_message() {
        assertThat(object(MAPPER.whole(Requests.rich())).get("messages"))
                .isEqualTo(array("[{'role':'user','content':[{'type':'text','text':'What is this?'},"
                        + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AQID'}},"
                        + "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'BAU='},"
                        + "'title':'a.pdf'},"
                        + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'1,2'},"
                        + "'title':'b.csv'}]},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'call_1','name':'look',"
                        + "'input':{'deep':true}},{'type':'tool_use','id':'call_2','name':'look','input':{}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'call_1','content':'a cat'},"
                        + "{'type':'tool_result','tool_use_id':'call_2','content':'too dark','is_error':true}]}]"));
    }

    @Test
    void sends_tools_and_the_shape_of_the_answer() {
        JsonObject body = object(MAPPER.whole(Requests.featured()));

        assertThat(body.get("tools"))
                .isEqualTo(array("[{'name':'look','description':'Looks again.','input_schema':{'type':'object',"
                        + "'properties':{'deep':{'type':'boolean'}}}}]"));
        assertThat(body.get("tool_choice"))
                .isEqualTo(read("{'type':'tool','name':'look','disable_parallel_tool_use':true}"));
        assertThat(body.get("output_config"))
                .isEqualTo(read("{'format':{'type':'json_schema','schema':{'type':'object'}}}"));
        assertThat(body).doesNotContainKeys("seed", "frequency_penalty", "presence_penalty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-3-5-haiku-20241022 | HIGH | 9000 | |",
                "claude-sonnet-4-20250514 | HIGH | 9000 | {'type':'enabled','budget_tokens':4500} |",
                "claude-haiku-4-5 | LOW | 9000 | {'type':'enabled','budget_tokens':2048} |",
                "claude-haiku-4-5 | LOW | 1500 | |",
                "claude-opus-4-5-20251101 | MAX | 9000 | {'type':'enabled','budget_tokens':4500} | high",
                "claude-opus-4-6 | XHIGH | 9000 | {'type':'adaptive','display':'summarized'} | high",
                "claude-opus-4-7 | XHIGH | 9000 | {'type':'adaptive','display':'summarized'} | xhigh",
                "claude-sonnet-5 | MINIMAL | 9000 | {'type':'adaptive','display':'summarized'} | low",
                "claude-sonnet-5 | NONE | 9000 | |",
            })
    void asks_each_model_to_think_in_the_way_that_it_knows(
            String model, Effort effort, int maxTokens, String thinking, String sentEffort) {
        JsonObject body = object(MAPPER.whole(thinking(model, effort, maxTokens, TextFeatures.NONE)));

        assertThat(body.get("thinking")).isEqualTo(thinking == null ? null : read(thinking));
        assertThat(
                        body.containsKey("output_config")
                                ? body.getJsonObject("output_config").getString("effort")
                                : null)
                .isEqualTo(sentEffort);
        assertThat(body.containsKey("temperature")).isEqualTo(thinking == null);
    }

    @Test
    void thinks_not_where_that_would_be_refused() {
        TextFeatures forced =
                TextFeatures.NONE.withTools(Tools.of(Requests.look()).choosing(Tools.Mode.REQUIRED));
        TextRequest results = Requests.rich().with(TextFeatures.NONE.withReasoning(Reasoning.of(Effort.HIGH)));

        assertThat(object(MAPPER.whole(thinking("claude-sonnet-5", Effort.HIGH, 9000, forced))))
                .doesNotContainKey("thinking");
        assertThat(object(MAPPER.whole(results))).doesNotContainKey("thinking");
    }

    private static TextRequest thinking(String model, Effort effort, int maxTokens, TextFeatures features) {
        return new TextRequest(
                model,
                Optional.empty(),
                List.of(ChatMessage.user("Hello")),
                maxTokens,
                OptionalDouble.of(0.5),
                OptionalDouble.empty(),
                List.of(),
                features.withReasoning(Reasoning.of(effort)));
    }

    @Test
    void says_before_sending_what_anthropic_does_not_take() {
        assertThatThrownBy(() -> MAPPER.whole(Requests.plain().with(TextFeatures.NONE.withOutput(OutputFormat.JSON))))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("JSON only for a schema");
        assertThatThrownBy(() -> MAPPER.whole(Requests.showing(Media.of("image/bmp", new byte[1]))))
                .hasMessageContaining("not image/bmp");
    }

    @Test
    void leaves_no_white_space_at_the_end_of_an_answer_to_be_continued() {
        TextRequest request = new TextRequest(
                "model-1",
                Optional.empty(),
                List.of(ChatMessage.user("Hello"), ChatMessage.assistant("I am \n")),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(" "));

        JsonObject body = object(MAPPER.whole(request));

        assertThat(body.getJsonArray("messages").getJsonObject(1).getString("content"))
                .isEqualTo("I am");
        assertThat(body).doesNotContainKey("stop_sequences");
    }

    @Test
    void waits_until_the_limit_that_is_used_up_begins_anew() {
        String body = json("{'type':'error','error':{'type':'rate_limit_error','message':'x'}}");
        Map<String, String> limits = Map.of(
                "anthropic-ratelimit-requests-remaining", "5",
                "anthropic-ratelimit-requests-reset", "2100-01-01T00:00:00Z",
                "anthropic-ratelimit-input-tokens-remaining", "0",
                "anthropic-ratelimit-input-tokens-reset", "2020-01-01T00:00:00Z");

        assertThat(MAPPER.failure(head(429, limits), body).retryAfter()).hasValue(Duration.ZERO);
        assertThat(MAPPER.failure(head(429, Map.of("retry-after", "9")), body).retryAfter())
                .hasValue(Duration.ofSeconds(9));
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
    void is_not_tried_again_where_the_header_says_so_or_the_status() {
        String conflict = json("{'type':'error','error':{'type':'conflict_error','message':'x'}}");
        String overloaded = json("{'type':'error','error':{'type':'overloaded_error','message':'x'}}");

        assertThat(MAPPER.failure(head(409, Map.of("x-should-retry", "true")), conflict))
                .isNotInstanceOf(TransientProviderException.class);
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

    private static JsonObject object(Object record) {
        return WireJson.read(WireJson.write(record), JsonObject.class);
    }

    private static JsonObject read(String text) {
        return WireJson.read(json(text), JsonObject.class);
    }

    private static JsonArray array(String text) {
        return WireJson.read(json(text), JsonArray.class);
    }
}
