package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the vendors' descriptions say about the larger members of a request. */
class ShapeTest {

    @Test
    void a_violation_tells_its_place_in_both_ways() {
        Shape.Violation violation = Shape.firstOf(
                        Map.of("a", Shape.list(Shape.object().with("b", Shape.bool()))),
                        json("{'a':[{'b':true},{'b':1}]}"))
                .orElseThrow();

        assertThat(violation.path()).isEqualTo("a[1].b");
        assertThat(violation.dotted()).isEqualTo("a.1.b");
        assertThat(violation.kind()).isEqualTo(Shape.Kind.TYPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'messages':[{'role':'user','content':'Hi','mood':'good'}]} | UNKNOWN messages[0].mood",
                "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/tiff;base64,AA'}}]}]}"
                        + " | VALUE messages[0].content[0].image_url.url",
                "{'messages':[{'role':'tool','content':'x'}]} | MISSING messages[0].tool_call_id",
                "{'tools':[{'type':'function','function':{'name':'a b'}}]} | VALUE tools[0].function.name",
                "{'tools':[{'type':'function','function':{'name':'f','input_schema':{}}}]}"
                        + " | UNKNOWN tools[0].function.input_schema",
                "{'response_format':{'type':'json_schema'}} | MISSING response_format.json_schema",
                "{'reasoning_effort':'enormous'} | VALUE reasoning_effort",
                "{'messages':[{'role':'assistant','content':null,'tool_calls':[]}],'tool_choice':'auto'} |",
            })
    void openai_refuses(String body, String violation) {
        assertThat(violation(ChatShapes.OPENAI, body)).isEqualTo(Optional.ofNullable(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'messages':[{'role':'user','content':[{'type':'text','text':''}]}]} | VALUE messages[0].content[0].text",
                "{'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/bmp',"
                        + "'data':'AA'}}]}]} | VALUE messages[0].content[0].source.media_type",
                "{'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a b'}]}]}"
                        + " | VALUE messages[0].content[0].tool_use_id",
                "{'tools':[{'name':'f','input_schema':{}}]} | TYPE tools[0].input_schema",
                "{'tools':[{'name':'f','parameters':{}}]} | UNKNOWN tools[0].parameters",
                "{'output_config':{'format':{'type':'json_object'}}} | VALUE output_config.format.type",
                "{'thinking':{'type':'adaptive','budget_tokens':1024}} | UNKNOWN thinking.budget_tokens",
                "{'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true}} |",
            })
    void anthropic_refuses(String body, String violation) {
        assertThat(violation(AnthropicShapes.MEMBERS, body)).isEqualTo(Optional.ofNullable(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'messages':[{'role':'user','content':'Hi','name':'me'}]} | UNKNOWN messages[0].name",
                "{'messages':[{'role':'tool','content':'x','tool_call_id':'call_12345'}]} | VALUE messages[0].tool_call_id",
                "{'tools':[{'type':'function','function':{'name':'f'}}]} | MISSING tools[0].function.parameters",
                "{'response_format':{'type':'json_schema','json_schema':{'name':'x'}}}"
                        + " | MISSING response_format.json_schema.schema",
                "{'reasoning_effort':'max'} | VALUE reasoning_effort",
                "{'tool_choice':'any'} |",
            })
    void mistral_refuses(String body, String violation) {
        assertThat(violation(ChatShapes.MISTRAL, body)).isEqualTo(Optional.ofNullable(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'tools':[{'functionDeclarations':[{'name':'f','strict':true}]}]}"
                        + " | UNKNOWN tools[0].functionDeclarations[0].strict",
                "{'toolConfig':{'functionCallingConfig':{'mode':'any'}}} | VALUE toolConfig.functionCallingConfig.mode",
                "{'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':{'type':'object'}}]}]} |",
            })
    void google_refuses(String body, String violation) {
        assertThat(violation(GoogleShapes.MEMBERS, body)).isEqualTo(Optional.ofNullable(violation));
    }

    private static Optional<String> violation(Map<String, Shape> shapes, String body) {
        return Shape.firstOf(shapes, json(body)).map(violation -> violation.kind() + " " + violation.path());
    }

    private static JsonObject json(String text) {
        return Json.parseObject(text.replace('\'', '"')).orElseThrow();
    }
}
