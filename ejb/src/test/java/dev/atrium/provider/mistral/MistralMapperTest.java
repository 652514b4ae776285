package dev.atrium.provider.mistral;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.provider.Requests;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.FinishReason;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistralMapperTest {

    private static final MistralMapper MAPPER = new MistralMapper();

    @Test
    void sends_none_of_the_members_that_mistral_forbids() {
        assertThat(WireJson.write(MAPPER.streaming(Requests.plain())))
                .isEqualTo(json("{'max_tokens':64,'messages':[{'content':'Hello','role':'user'}],"
                        + "'model':'model-1','stream':true}"));
    }

    @Test
    void sends_what_is_set_and_caps_the_temperature() {
        assertThat(WireJson.write(MAPPER.whole(Requests.full())))
                .isEqualTo(json("{'max_tokens':64,'messages':[{'content':'Be brief.','role':'system'},"
                        + "{'content':'Hello','role':'user'},{'content':'Hi!','role':'assistant'},"
                        + "{'content':'More','role':'user'},{'content':'Again','role':'user'}],"
                        + "'model':'model-1','stop':['END'],'temperature':1.5,'top_p':0.5}"));
    }

    @Test
    void reads_usage_and_reason_from_the_last_piece_of_text() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}]}"),
                json("{'choices':[{'index':0,'delta':{'content':'Hi'},'finish_reason':null}],'p':'abc'}"),
                json("{'choices':[{'index':0,'delta':{'content':'!'},'finish_reason':'stop'}],"
                        + "'usage':{'prompt_tokens':7,'completion_tokens':2,'total_tokens':9}}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new TextDelta("Hi"),
                        new TextDelta("!"),
                        new Completed(FinishReason.STOP, Optional.of(TokenUsage.of(7, 2))));
    }

    @Test
    void reads_content_that_is_a_list_of_text_thinking_and_other_things() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'choices':[{'index':0,'delta':{'content':[{'type':'thinking','thinking':"
                        + "[{'type':'text','text':'Hm'}]}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'content':[{'type':'text','text':'Hi'},"
                        + "{'type':'reference','reference_ids':[1]}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'model_length'}]}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new ReasoningDelta("Hm"),
                        new TextDelta("Hi"),
                        new Completed(FinishReason.LENGTH, Optional.empty()));
    }

    @Test
    void fails_for_the_finish_reason_error_and_for_an_error_in_place_of_a_chunk() {
        String finish = json("{'choices':[{'index':0,'delta':{'content':''},'finish_reason':'error'}]}");
        String error = json("{'object':'error','message':'x','type':'internal_server_error','code':'1000'}");

        assertThat(failureOf(ofData(MAPPER, finish)).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failureOf(ofData(MAPPER, error)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {'detail':'Invalid API Key'} | INVALID_KEY",
                "422 | {'object':'error','message':{'detail':[{'type':'extra_forbidden','loc':['body','seed'],"
                        + "'msg':'Extra inputs are not permitted','input':'my prompt'}]},"
                        + "'type':'invalid_request_error','param':null,'code':null} | BAD_REQUEST",
                "422 | {'object':'Error','detail':['x'],'message':['my prompt'],'code':3001} | BAD_REQUEST",
                "429 | {'object':'error','message':'Rate limit exceeded','type':'rate_limited','param':null,"
                        + "'code':'1300'} | RATE_LIMITED",
                "429 | {'message':'Requests rate limit exceeded'} | RATE_LIMITED",
                "400 | {'object':'error','message':'Invalid model: my prompt','type':'invalid_model','code':'1500'}"
                        + " | UNKNOWN_MODEL",
                "400 | {'object':'error','message':'Prompt contains 9 tokens, too large for model with 8 maximum"
                        + " context length','type':'invalid_request_prompt','code':'3051'} | CONTEXT_LENGTH",
                "503 | {'object':'error','message':'Service tier capacity exceeded','type':'x','code':'3505'}"
                        + " | UNAVAILABLE",
                "502 | <html>Bad gateway</html> | UNAVAILABLE",
            })
    void reads_every_shape_of_error_and_repeats_none_of_its_words(int status, String body, Kind kind) {
        ProviderException failure = MAPPER.failure(head(status, Map.of("mistral-correlation-id", "c-1")), json(body));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.requestId()).hasValue("c-1");
        assertThat(failure instanceof TransientProviderException).isEqualTo(status == 429 || status >= 500);
        assertThat(failure).hasMessageNotContaining("my prompt");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void sends_images_files_and_ids_of_calls_that_mistral_takes() {
        JsonArray messages = object(MAPPER.whole(Requests.rich())).getJsonArray("messages");

        assertThat(messages.getJsonObject(0).get("content"))
                .isEqualTo(array("[{'type':'text','text':'What is this?'},"
                        + "{'type':'image_url','image_url':'data:image/png;base64,AQID'},"
                        + "{'type':'document_url','document_url':'data:application/pdf;base64,BAU=',"
                        + "'document_name':'a.pdf'},{'type':'text','text':'b.csv:\\n\\n1,2'}]"));
        JsonObject call = messages.getJsonObject(1).getJsonArray("tool_calls").getJsonObject(0);
        assertThat(call.getJsonObject("function").getString("arguments")).isEqualTo("{\"deep\":true}");
        assertThat(call.getString("id"))
                .matches("[a-zA-Z0-9]{9}")
                .isEqualTo(messages.getJsonObject(2).getString("tool_call_id"));
        assertThat(MistralMessages.callId("D681PevKs")).isEqualTo("D681PevKs");
    }

    @Test
    void sends_tools_format_and_seed_by_its_own_names() {
        JsonObject body = object(MAPPER.whole(Requests.featured()));

        assertThat(body.get("tools"))
                .isEqualTo(array("[{'type':'function','function':{'name':'look','description':'Looks again.',"
                        + "'parameters':{'type':'object','properties':{'deep':{'type':'boolean'}}}}}]"));
        assertThat(body.getJsonObject("tool_choice").getJsonObject("function").getString("name"))
                .isEqualTo("look");
        assertThat(body.getBoolean("parallel_tool_calls")).isFalse();
        assertThat(body.getJsonObject("response_format").getString("type")).isEqualTo("json_schema");
        assertThat(body.getJsonNumber("random_seed").longValue()).isNotNegative();
        assertThat(body).doesNotContainKeys("seed", "max_completion_tokens", "stream_options");
    }

    @ParameterizedTest
    @CsvSource({
        "mistral-small-latest, LOW, high",
        "mistral-small-latest, MINIMAL, none",
        "mistral-medium-2604, MAX, high",
        "magistral-medium-latest, HIGH, ",
    })
    void knows_two_efforts_of_the_models_that_can_be_told(String model, Effort effort, String sent) {
        TextRequest request = Requests.plain(model).with(TextFeatures.NONE.withReasoning(Reasoning.of(effort)));

        assertThat(object(MAPPER.whole(request)).getString("reasoning_effort", null))
                .isEqualTo(sent);
    }

    @Test
    void marks_an_answer_to_be_continued() {
        TextRequest request = new TextRequest(
                "model-1",
                Optional.empty(),
                List.of(ChatMessage.user("Hello"), ChatMessage.assistant("I am")),
                64,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());

        assertThat(WireJson.write(MAPPER.whole(request))).contains("\"prefix\":true");
    }

    @Test
    void tells_calls_of_tools_apart_that_are_all_numbered_alike() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'choices':[{'index':0,'delta':{'content':'','tool_calls':[{'id':'aaaaaaaaa','index':0,"
                        + "'function':{'name':'f','arguments':'{}'}},{'id':'bbbbbbbbb','index':0,"
                        + "'function':{'name':'g','arguments':{'a':1}}}]},'finish_reason':'tool_calls'}]}"),
                "[DONE]");

        assertThat(events)
                .containsExactly(
                        new ToolCalled(new ToolCall("aaaaaaaaa", "f", "{}")),
                        new ToolCalled(new ToolCall("bbbbbbbbb", "g", "{\"a\":1}")),
                        new Completed(FinishReason.TOOL_CALLS, Optional.empty()));
    }

    @Test
    void appends_the_arguments_of_a_call_that_comes_in_pieces() {
        List<StreamEvent> events = ofData(
                MAPPER,
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'id':'x','index':0,'function':{'name':'f',"
                        + "'arguments':''}}]}}]}"),
                json("{'choices':[{'index':0,'delta':{'tool_calls':[{'id':'null','index':0,'function':{'name':'',"
                        + "'arguments':'{}'}}]},'finish_reason':'tool_calls'}]}"),
                "[DONE]");

        assertThat(events).startsWith(new ToolCalled(new ToolCall("x", "f", "{}")));
    }

    private static JsonObject object(Object record) {
        return WireJson.read(WireJson.write(record), JsonObject.class);
    }

    private static JsonArray array(String text) {
        return WireJson.read(json(text), JsonArray.class);
    }
}
