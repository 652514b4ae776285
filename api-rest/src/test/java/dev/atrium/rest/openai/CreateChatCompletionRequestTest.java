package dev.atrium.rest.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.provider.api.ChatMessage;
import dev.atrium.provider.api.ChatMessage.Role;
import dev.atrium.provider.api.OutputFormat;
import dev.atrium.provider.api.Reasoning;
import dev.atrium.provider.api.TextFeatures;
import dev.atrium.provider.api.ToolCall;
import dev.atrium.provider.api.Tools;
import dev.atrium.refusal.Refusal;
import dev.atrium.rest.json.Bodies;
import dev.atrium.text.CompletionService.Completion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateChatCompletionRequestTest {

    @Test
    void what_is_asked_for_becomes_a_command() {
        Completion completion = completion("""
            "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"},
             {"role": "developer", "content": [{"type": "text", "text": "Be "}, {"type": "text", "text": "kind."}]}],
            "temperature": 0.5, "top_p": 0.9, "max_tokens": 10, "max_completion_tokens": 20, "stop": "END", "seed": 7,
            "frequency_penalty": 1, "presence_penalty": -1, "reasoning_effort": "high", "user": "me", "store": null\
            """);

        assertThat(completion.model()).isEqualTo("m");
        assertThat(completion.system()).hasValue("Be brief.\n\nBe kind.");
        assertThat(completion.messages()).containsExactly(ChatMessage.user("Hello"));
        assertThat(completion.options().temperature()).hasValue(0.5);
        assertThat(completion.options().topP()).hasValue(0.9);
        assertThat(completion.options().maxTokens()).hasValue(20);
        assertThat(completion.options().stop()).containsExactly("END");
        TextFeatures features = completion.options().features();
        assertThat(features.seed()).hasValue(7);
        assertThat(features.frequencyPenalty()).hasValue(1);
        assertThat(features.presencePenalty()).hasValue(-1);
        assertThat(features.reasoning()).isEqualTo(Reasoning.of(Reasoning.Effort.HIGH));
        assertThat(features.extra()).hasToString("{\"user\":\"me\"}");
    }

    @Test
    void calls_of_tools_and_their_results_are_said() {
        Completion completion = completion("""
            "messages": [{"role": "user", "content": "Weather?"},
             {"role": "assistant", "content": null, "tool_calls": [
              {"id": "a", "type": "function", "function": {"name": "w", "arguments": "{\\"c\\":1}"},
               "extra_content": {"google": {"thought_signature": "sig"}}},
              {"id": "b", "type": "function", "function": {"name": "w", "arguments": ""}}]},
             {"role": "tool", "tool_call_id": "a", "content": "sun"}, {"role": "tool", "tool_call_id": "b", "content": "rain"}]\
            """);

        assertThat(completion.messages())
                .containsExactly(
                        ChatMessage.user("Weather?"),
                        new ChatMessage(
                                Role.ASSISTANT,
                                List.of(
                                        new ChatMessage.ToolUse(
                                                new ToolCall("a", "w", "{\"c\":1}", Optional.of("sig"))),
                                        new ChatMessage.ToolUse(new ToolCall("b", "w", "{}")))),
                        new ChatMessage(
                                Role.TOOL,
                                List.of(
                                        new ChatMessage.ToolResult("a", "sun", false),
                                        new ChatMessage.ToolResult("b", "rain", false))));
    }

    @Test
    void pictures_and_files_are_read_from_data_urls() {
        Completion completion = completion("""
            "messages": [{"role": "user", "content": [{"type": "text", "text": "What?"},
             {"type": "image_url", "image_url": {"url": "data:image/PNG;base64,AQID"}},
             {"type": "file", "file": {"filename": "a.pdf", "file_data": "data:application/pdf;name=a.pdf;base64,BAU="}}]}]\
            """);

        List<ChatMessage.Part> parts = completion.messages().get(0).parts();
        assertThat(parts.get(0)).isEqualTo(new ChatMessage.Text("What?"));
        assertThat(((ChatMessage.Image) parts.get(1)).media().type()).isEqualTo("image/png");
        assertThat(((ChatMessage.Image) parts.get(1)).media().bytes()).containsExactly(1, 2, 3);
        assertThat(((ChatMessage.File) parts.get(2)).media().bytes()).containsExactly(4, 5);
    }

    @Test
    void tools_are_offered() {
        Tools tools = completion("""
            "messages": [{"role": "user", "content": "x"}], "parallel_tool_calls": false,
            "tools": [{"type": "function", "function": {"name": "w", "description": "d", "parameters": {"type": "object"}}},
                      {"type": "function", "function": {"name": "v"}}],
            "tool_choice": {"type": "function", "function": {"name": "v"}}\
            """).options().features().tools();

        assertThat(tools.available()).extracting(Tools.Tool::name).containsExactly("w", "v");
        assertThat(tools.available().get(1).parameters().getString("type")).isEqualTo("object");
        assertThat(tools.choice()).isEqualTo(new Tools.Named("v"));
        assertThat(tools.parallel()).isFalse();
    }

    @Test
    void forms_are_asked_for() {
        assertThat(format("{\"type\": \"json_object\"}")).isEqualTo(OutputFormat.JSON);
        assertThat(format("{\"type\": \"text\"}")).isEqualTo(OutputFormat.TEXT);
        assertThat(
                        format(
                                "{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"p\", \"strict\": true, \"schema\": {}}}"))
                .isInstanceOfSatisfying(OutputFormat.JsonSchema.class, shape -> {
                    assertThat(shape.name()).isEqualTo("p");
                    assertThat(shape.strict()).isTrue();
                });
    }

    private static OutputFormat format(String format) {
        return completion("\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"response_format\": " + format)
                .options()
                .features()
                .output();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"role\": \"boss\", \"content\": \"x\"}]                          | messages[0].role",
                "[{\"role\": \"user\"}]                                             | messages[0].content",
                "[{\"role\": \"user\", \"content\": []}]                            | messages[0].content",
                "[{\"role\": \"user\", \"content\": \"a\\u0000b\"}]                 | messages[0].content",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"input_audio\"}]}] | messages[0].content[0].type",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"file\", \"file\": {\"file_id\": \"f\"}}]}] | messages[0].content[0].file.file_data",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"http://127.0.0.1/a\"}}]}] | messages[0].content[0].image_url.url",
                "[{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:image/png;base64,?\"}}]}] | messages[0].content[0].image_url.url",
                "[{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"tool\", \"content\": \"y\"}] | messages[1].tool_call_id",
                "[{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"assistant\", \"content\": \"y\"}] | messages",
                "[{\"role\": \"system\", \"content\": \"x\"}]                        | messages"
            })
    void what_cannot_be_read_is_named(String messages, String field) {
        assertRefused("\"messages\": " + messages, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stop\": [\"a\",\"b\",\"c\",\"d\",\"e\"] | stop",
                "\"stop\": \"\"                      | stop",
                "\"reasoning_effort\": \"huge\"      | reasoning_effort",
                "\"functions\": [{}]                 | functions",
                "\"logprobs\": true                  | logprobs",
                "\"web_search_options\": {}          | web_search_options",
                "\"service_tier\": \"flex\"          | service_tier",
                "\"modalities\": [\"text\", \"audio\"] | modalities",
                "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"w\"}}], \"tool_choice\": \"any\" | tool_choice",
                "\"response_format\": {\"type\": \"json_schema\"} | response_format.json_schema.schema"
            })
    void what_cannot_be_had_is_refused(String members, String field) {
        assertRefused("\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], " + members, field);
    }

    @Test
    void what_asks_for_nothing_is_no_fault() {
        assertThat(completion(
                                "\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"logprobs\": false, \"top_logprobs\": 0,"
                                        + " \"functions\": null, \"service_tier\": \"auto\", \"stop\": null")
                        .options()
                        .features()
                        .extra())
                .hasToString("{\"service_tier\":\"auto\"}");
    }

    private static void assertRefused(String members, String field) {
        assertThatThrownBy(() -> completion(members))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }

    private static Completion completion(String members) {
        return Bodies.read(CreateChatCompletionRequest.class, "{\"model\": \"m\", " + members + "}")
                .completion();
    }
}
