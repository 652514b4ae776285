package dev.atrium.provider.mistral;

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
}
