package dev.atrium.provider.google;

import static dev.atrium.provider.http.Decoding.failureOf;
import static dev.atrium.provider.http.Decoding.head;
import static dev.atrium.provider.http.Decoding.ofData;
import static dev.atrium.provider.http.Decoding.ofStream;
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
        "MALFORMED_FUNCTION_CALL, TOOL_CALLS",
        "OTHER, STOP",
        "SOMETHING_NEW, STOP",
    })
    void knows_why_an_answer_ended(String finishReason, FinishReason expected) {
        assertThat(GoogleMapper.finishReason(finishReason)).isEqualTo(expected);
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
}
