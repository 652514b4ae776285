package dev.atrium.provider.google;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static dev.atrium.provider.http.Decoding.ofStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.Requests;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
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
import dev.atrium.provider.api.Tools;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.WireJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
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

class GoogleMapperTest {

    private static final GoogleMapper MAPPER = new GoogleMapper();

    @Test
    void sends_nothing_that_is_not_set() {
        assertThat(WireJson.write(MAPPER.request(Requests.plain())))
                .isEqualTo(json("{'contents':[{'parts':[{'text':'Hello'}],'role':'user'}],"
                        + "'generationConfig':{'maxOutputTokens':64}}"));
    }

    @Test
    void sends_what_is_set() {
        assertThat(WireJson.write(MAPPER.request(Requests.full())))
                .isEqualTo(json("{'contents':[{'parts':[{'text':'Hello'}],'role':'user'},"
                        + "{'parts':[{'text':'Hi!'}],'role':'model'},{'parts':[{'text':'More'}],'role':'user'},"
                        + "{'parts':[{'text':'Again'}],'role':'user'}],"
                        + "'generationConfig':{'maxOutputTokens':64,'stopSequences':['END'],'temperature':2.0,"
                        + "'topP':0.5},'systemInstruction':{'parts':[{'text':'Be brief.'}]}}"));
    }

    @Test
    void keeps_the_key_out_of_the_address() {
        HttpRequest request = MAPPER.streamed(
                Requests.plain(), new ProviderEndpoint("google", URI.create("https://example.org/v1beta"), "secret"));

        assertThat(request.uri())
                .hasToString("https://example.org/v1beta/models/model-1:streamGenerateContent?alt=sse");
        assertThat(request.headers().firstValue("x-goog-api-key")).hasValue("secret");
    }

    @Test
    void reads_text_thoughts_and_the_last_report_of_usage() {
        List<StreamEvent> events = ofStream(
                MAPPER,
                json("data: {'candidates':[{'content':{'parts':[{'text':'Hm','thought':true}],'role':'model'}}],"
                        + "'usageMetadata':{'promptTokenCount':9,'thoughtsTokenCount':3,'totalTokenCount':12}}\r\n\r\n"
                        + "data: {'candidates':[{'content':{'parts':[{'text':'H'},{'text':'i'}]},'index':0}]}\r\n\r\n"
                        + "data: {'candidates':[{'content':{'role':'model'},'finishReason':'STOP'}],"
                        + "'usageMetadata':{'promptTokenCount':9,'cachedContentTokenCount':4,"
                        + "'candidatesTokenCount':5,'thoughtsTokenCount':3,'totalTokenCount':17}}\r\n\r\n"));

        assertThat(events)
                .containsExactly(
                        new ReasoningDelta("Hm"),
                        new TextDelta("H"),
                        new TextDelta("i"),
                        new Completed(FinishReason.STOP, Optional.of(new TokenUsage(9, 8, 4, 0, 3))));
    }

    @Test
    void copes_with_candidates_content_and_parts_that_are_missing() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'usageMetadata':{'promptTokenCount':9}}"),
                json("{'candidates':[{'index':0}]}"),
                json("{'candidates':[{'content':{'parts':[{'inlineData':{'data':'x'}}]}}]}"),
                json("{'candidates':[{'content':{},'finishReason':'MAX_TOKENS'}]}"));

        assertThat(events).containsExactly(new Completed(FinishReason.LENGTH, Optional.of(TokenUsage.of(9, 0))));
    }

    @Test
    void fails_for_a_prompt_that_is_blocked() {
        String blocked = json("{'promptFeedback':{'blockReason':'SAFETY'},'usageMetadata':{'promptTokenCount':9}}");

        assertThat(failureOf(ofData(MAPPER, blocked)).kind()).isEqualTo(Kind.CONTENT_POLICY);
    }

    @Test
    void fails_with_the_plain_error_that_follows_the_events_even_after_a_finish_reason() {
        List<StreamEvent> events = ofStream(MAPPER, json("""
                        data: {'candidates':[{'content':{'parts':[{'text':'One'}]},'finishReason':'STOP'}]}

                        {
                          'error': {
                            'code': 503,
                            'message': 'x',
                            'status': 'UNAVAILABLE'
                          }
                        }
                        """));

        assertThat(events).startsWith(new TextDelta("One"));
        assertThat(failureOf(events).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failureOf(events)).isInstanceOf(TransientProviderException.class);
    }

    @Test
    void fails_with_an_error_that_is_an_event() {
        String error = json("{'error':{'code':400,'message':'x','status':'FAILED_PRECONDITION'}}");

        assertThat(failureOf(ofData(MAPPER, error)).kind()).isEqualTo(Kind.BAD_REQUEST);
    }

    @Test
    void is_not_complete_without_a_reason() {
        String text = json("{'candidates':[{'content':{'parts':[{'text':'One'}]}}]}");

        assertThat(failureOf(ofData(MAPPER, text)).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
        "OTHER, STOP",
        "SOMETHING_NEW, STOP",
    })
    void knows_why_an_answer_ended(String finishReason, FinishReason expected) {
        assertThat(GoogleMapper.finishReason(finishReason, false)).isEqualTo(expected);
    }

    @Test
    void recognises_an_invalid_key_that_comes_as_an_invalid_argument() {
        String body = json("{'error':{'code':400,'message':'x','status':'INVALID_ARGUMENT',"
                + "'details':[{'@type':'type.googleapis.com/google.rpc.ErrorInfo','reason':'API_KEY_INVALID'}]}}");

        assertThat(MAPPER.failure(head(400, Map.of()), body).kind()).isEqualTo(Kind.INVALID_KEY);
    }

    @Test
    void finds_the_wait_among_the_details() {
        ProviderException failure = MAPPER.failure(
                head(429, Map.of()),
                json("{'error':{'code':429,'message':'x','status':'RESOURCE_EXHAUSTED','details':["
                        + "{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34.4s'}]}}"));

        assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(34_400));
        assertThat(failure).isInstanceOf(TransientProviderException.class);
    }

    @Test
    void does_not_wait_for_tomorrow() {
        ProviderException failure = MAPPER.failure(
                head(429, Map.of()),
                json("{'error':{'code':429,'message':'x','status':'RESOURCE_EXHAUSTED','details':["
                        + "{'@type':'type.googleapis.com/google.rpc.QuotaFailure',"
                        + "'violations':[{'quotaId':'GenerateRequestsPerDayPerProjectPerModel'}]}]}}"));

        assertThat(failure.kind()).isEqualTo(Kind.QUOTA);
        assertThat(failure).isNotInstanceOf(TransientProviderException.class);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void sends_images_files_and_the_results_of_tools_in_one_content() {
        assertThat(object(MAPPER.request(Requests.rich())).get("contents"))
                .isEqualTo(array("[{'role':'user','parts':[{'text':'What is this?'},"
                        + "{'inlineData':{'mimeType':'image/png','data':'AQID'}},"
                        + "{'inlineData':{'mimeType':'application/pdf','data':'BAU='}},{'text':'b.csv:\\n\\n1,2'}]},"
                        + "{'role':'model','parts':[{'functionCall':{'id':'call_1','name':'look','args':{'deep':true}},"
                        + "'thoughtSignature':'skip_thought_signature_validator'},"
                        + "{'functionCall':{'id':'call_2','name':'look','args':{}}}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'id':'call_1','name':'look',"
                        + "'response':{'result':'a cat'}}},{'functionResponse':{'id':'call_2','name':'look',"
                        + "'response':{'error':'too dark'}}}]}]"));
    }

    @Test
    void sends_tools_format_and_seed() {
        TextFeatures features = Requests.featured().features();
        JsonObject body = object(MAPPER.request(Requests.plain()
                .with(features.withTools(Tools.of(Requests.look()).choosing(new Tools.Named("look"))))));

        assertThat(body.get("tools"))
                .isEqualTo(array("[{'functionDeclarations':[{'name':'look','description':'Looks again.',"
                        + "'parametersJsonSchema':{'type':'object','properties':{'deep':{'type':'boolean'}}}}]}]"));
        assertThat(body.get("toolConfig"))
                .isEqualTo(read("{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['look']}}"));
        JsonObject config = body.getJsonObject("generationConfig");
        assertThat(config.getString("responseMimeType")).isEqualTo("application/json");
        assertThat(config.get("responseJsonSchema")).isEqualTo(read("{'type':'object'}"));
        assertThat(config.containsKey("seed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-2.0-flash | HIGH |",
                "gemini-2.5-flash | NONE | {'thinkingBudget':0}",
                "gemini-2.5-pro | NONE | {'thinkingBudget':128}",
                "gemini-2.5-flash | LOW | {'includeThoughts':true,'thinkingBudget':1024}",
                "gemini-3-pro-preview | MEDIUM | {'includeThoughts':true,'thinkingLevel':'LOW'}",
                "gemini-3.1-pro-preview | MINIMAL | {'includeThoughts':true,'thinkingLevel':'LOW'}",
                "gemini-3.5-flash | MAX | {'includeThoughts':true,'thinkingLevel':'HIGH'}",
                "gemini-3.5-flash | NONE | {'thinkingLevel':'MINIMAL'}",
            })
    void asks_each_model_to_think_in_the_way_that_it_knows(String model, Effort effort, String thinking) {
        JsonObject config = object(MAPPER.request(
                        Requests.plain(model).with(TextFeatures.NONE.withReasoning(Reasoning.of(effort)))))
                .getJsonObject("generationConfig");

        assertThat(config.get("thinkingConfig")).isEqualTo(thinking == null ? null : read(thinking));
    }

    @Test
    void gives_back_the_signature_of_a_call() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'look','args':{'a':1}},"
                        + "'thoughtSignature':'c2ln'}]},'finishReason':'STOP'}]}"));
        ToolCall call = ((ToolCalled) events.get(0)).call();
        TextRequest next = new TextRequest(
                "gemini-3.5-flash",
                Optional.empty(),
                List.of(
                        ChatMessage.user("Look"),
                        new ChatMessage(ChatMessage.Role.ASSISTANT, List.of(new ChatMessage.ToolUse(call))),
                        ChatMessage.result(call.id(), "{\"seen\": true}")),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertThat(call.arguments()).isEqualTo("{\"a\":1}");
        assertThat(events).endsWith(new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
        assertThat(WireJson.write(MAPPER.request(next)))
                .contains("\"thoughtSignature\":\"c2ln\"", "\"response\":{\"seen\":true}")
                .doesNotContain("skip_thought");
    }

    @Test
    void says_before_sending_what_gemini_does_not_take() {
        Tools single = new Tools(List.of(Requests.look()), Tools.Mode.AUTO, false);
        TextRequest orphan = new TextRequest(
                "model-1",
                Optional.empty(),
                List.of(ChatMessage.result("call_9", "a cat")),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertThatThrownBy(() -> MAPPER.request(Requests.plain().with(TextFeatures.NONE.withTools(single))))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("several tools at once");
        assertThatThrownBy(() -> MAPPER.request(orphan)).hasMessageContaining("the call before it");
    }

    @Test
    void fails_for_a_call_that_the_model_botched() {
        ProviderException failure = failureOf(
                ofData(MAPPER, json("{'candidates':[{'content':{},'finishReason':'MALFORMED_FUNCTION_CALL'}]}")));

        assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(failure).isInstanceOf(TransientProviderException.class);
    }

    @Test
    void reads_a_last_event_that_no_blank_line_ends() {
        List<StreamEvent> events = ofStream(
                MAPPER, json("data: {'candidates':[{'content':{'parts':[{'text':'Hi'}]},'finishReason':'STOP'}]}\r\n"));

        assertThat(events).containsExactly(new TextDelta("Hi"), new Completed(FinishReason.STOP, Optional.empty()));
    }

    @Test
    void takes_feedback_on_a_prompt_without_any_answer_for_a_refusal() {
        List<StreamEvent> events = ofData(MAPPER, json("{'candidates':[],'promptFeedback':{}}"));

        assertThat(failureOf(events).kind()).isEqualTo(Kind.CONTENT_POLICY);
    }

    @Test
    void adds_what_tools_have_read_to_the_input() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':9,"
                        + "'toolUsePromptTokenCount':4,'candidatesTokenCount':1}}"));

        assertThat(events).containsExactly(new Completed(FinishReason.STOP, Optional.of(TokenUsage.of(13, 1))));
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
