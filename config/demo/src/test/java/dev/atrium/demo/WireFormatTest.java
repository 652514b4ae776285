package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is particular to each vendor's stream. */
class WireFormatTest {

    private static DemoProviders providers;

    @BeforeAll
    static void start() {
        providers = DemoProviders.start(0, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        providers.close();
    }

    @Test
    void openai_begins_with_the_role_and_ends_with_finish_usage_and_done() throws Exception {
        String stream = stream(VendorClient.OPENAI, "[[text a b]]");
        List<JsonObject> chunks = VendorClient.events(stream.getBytes(StandardCharsets.UTF_8));

        assertThat(chunks).hasSize(5);
        assertThat(delta(chunks.get(0)).getString("role")).isEqualTo("assistant");
        assertThat(delta(chunks.get(3))).isEmpty();
        assertThat(choice(chunks.get(3)).getString("finish_reason")).isEqualTo("stop");
        assertThat(chunks.subList(0, 4)).allMatch(chunk -> chunk.isNull("usage"));
        assertThat(chunks.get(4).getJsonArray("choices")).isEmpty();
        assertThat(chunks.get(4).getJsonObject("usage").getInt("completion_tokens"))
                .isEqualTo(2);
        assertThat(chunks).allMatch(chunk -> chunk.containsKey("obfuscation"));
        assertThat(chunks).allMatch(chunk -> chunk.getString("model").equals("gpt-4o-2024-08-06"));
        assertThat(stream).endsWith("}\n\ndata: [DONE]\n\n").doesNotContain("event:");
    }

    @Test
    void openai_says_nothing_of_usage_and_pads_nothing_unless_asked() throws Exception {
        HttpRequest request = VendorClient.OPENAI.post(
                providers,
                "/chat/completions",
                "{\"model\":\"gpt-4o\",\"stream\":true,\"stream_options\":{\"include_obfuscation\":false},"
                        + "\"messages\":[" + VendorClient.message("[[text a]]") + "]}");

        String stream = VendorClient.HTTP
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();

        assertThat(stream)
                .doesNotContain("usage", "obfuscation", "\"choices\":[]")
                .contains("[DONE]");
    }

    @Test
    void openai_gives_several_choices_side_by_side() throws Exception {
        HttpRequest request = VendorClient.OPENAI.post(
                providers,
                "/chat/completions",
                "{\"model\":\"gpt-4o\",\"stream\":true,\"n\":2,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[" + VendorClient.message("[[text a b]]") + "]}");

        List<JsonObject> chunks = VendorClient.events(VendorClient.HTTP
                .send(request, HttpResponse.BodyHandlers.ofByteArray())
                .body());

        var indexes = new ArrayList<Integer>();
        chunks.subList(0, 6).forEach(chunk -> indexes.add(choice(chunk).getInt("index")));
        assertThat(indexes).containsExactly(0, 1, 0, 1, 0, 1);
        assertThat(VendorClient.OPENAI.usage(chunks.get(chunks.size() - 1)).output())
                .isEqualTo(4);
    }

    @Test
    void anthropic_names_its_events_and_counts_the_output_up() throws Exception {
        String stream = stream(VendorClient.ANTHROPIC, "[[text a b]]");

        assertThat(stream.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        List<JsonObject> events = VendorClient.events(stream.getBytes(StandardCharsets.UTF_8));
        JsonObject message = events.get(0).getJsonObject("message");
        assertThat(message.getJsonObject("usage").getInt("output_tokens")).isEqualTo(1);
        assertThat(message.getString("model")).isEqualTo("claude-haiku-4-5-20251001");
        assertThat(events.get(6).getJsonObject("usage").getInt("output_tokens")).isEqualTo(2);
    }

    @Test
    void anthropic_excludes_cached_tokens_from_the_input() throws Exception {
        JsonObject usage = VendorClient.ANTHROPIC
                .whole(providers, "[[usage in 100 out 9 cached 20 written 5]]")
                .getJsonObject("usage");

        assertThat(usage.getInt("input_tokens")).isEqualTo(75);
        assertThat(usage.getInt("cache_read_input_tokens")).isEqualTo(20);
        assertThat(usage.getInt("cache_creation_input_tokens")).isEqualTo(5);
    }

    @Test
    void anthropic_thinks_in_a_block_of_its_own() throws Exception {
        List<JsonObject> events =
                VendorClient.events(VendorClient.ANTHROPIC.bytes(providers, "[[think hm]] [[text a]]", true));

        assertThat(events.stream()
                        .filter(event -> event.getString("type").equals("content_block_start"))
                        .map(event -> event.getJsonObject("content_block").getString("type")))
                .containsExactly("thinking", "text");
    }

    @Test
    void anthropic_refuses_with_an_empty_message() throws Exception {
        JsonObject message = VendorClient.ANTHROPIC.whole(providers, "[[refuse]]");

        assertThat(message.getJsonArray("content")).isEmpty();
        assertThat(message.getString("stop_reason")).isEqualTo("refusal");
    }

    @Test
    void google_writes_crlf_and_usage_on_every_event_and_no_end_but_the_reason() throws Exception {
        String stream = stream(VendorClient.GOOGLE, "[[text a b c]] [[usage in 10 out 30 reasoning 5]]");
        List<JsonObject> events = VendorClient.events(stream.getBytes(StandardCharsets.UTF_8));

        assertThat(stream.replace("\r\n", "")).doesNotContain("\n").doesNotContain("[DONE]");
        assertThat(stream).endsWith("}\r\n\r\n");
        assertThat(events.stream()
                        .map(event -> event.getJsonObject("usageMetadata").getInt("candidatesTokenCount")))
                .containsExactly(1, 2, 25);
        assertThat(events.get(2).getJsonObject("usageMetadata").getInt("totalTokenCount"))
                .isEqualTo(40);
        assertThat(events.get(2).getJsonArray("candidates").getJsonObject(0).getString("finishReason"))
                .isEqualTo("STOP");
        assertThat(events.get(1).getJsonArray("candidates").getJsonObject(0)).doesNotContainKey("finishReason");
    }

    @Test
    void google_streams_a_json_array_when_events_are_not_asked_for() throws Exception {
        HttpRequest request = VendorClient.GOOGLE.post(
                providers,
                "/models/gemini-2.5-flash:streamGenerateContent",
                "{\"contents\":[{\"parts\":[{\"text\":\"[[text a b]]\"}]}]}");

        HttpResponse<String> response = VendorClient.HTTP.send(request, HttpResponse.BodyHandlers.ofString());

        JsonObject wrapped =
                Json.parseObject("{\"list\":" + response.body() + "}").orElseThrow();
        assertThat(VendorClient.GOOGLE.text(wrapped.getJsonArray("list").getValuesAs(JsonObject.class)))
                .isEqualTo("a b");
    }

    @Test
    void google_ends_early_for_safety_without_parts() throws Exception {
        JsonObject body = VendorClient.GOOGLE.whole(providers, "[[refuse]]");

        JsonObject candidate = body.getJsonArray("candidates").getJsonObject(0);
        assertThat(candidate.getString("finishReason")).isEqualTo("SAFETY");
        assertThat(candidate.getJsonObject("content")).isEmpty();
    }

    @Test
    void mistral_puts_usage_on_the_last_chunk_of_content() throws Exception {
        String stream = stream(VendorClient.MISTRAL, "[[text a b]]");
        List<JsonObject> chunks = VendorClient.events(stream.getBytes(StandardCharsets.UTF_8));

        assertThat(chunks).hasSize(3);
        assertThat(delta(chunks.get(2)).getString("content")).isEqualTo(" b");
        assertThat(choice(chunks.get(2)).getString("finish_reason")).isEqualTo("stop");
        assertThat(chunks.get(2).getJsonObject("usage").getInt("completion_tokens"))
                .isEqualTo(2);
        assertThat(chunks.subList(1, 3)).allMatch(chunk -> chunk.containsKey("p"));
        assertThat(stream).endsWith("data: [DONE]\n\n");
    }

    @Test
    void mistral_thinks_in_an_array_of_content() throws Exception {
        JsonObject body = VendorClient.MISTRAL.whole(providers, "[[think hm]] [[text a]]");

        assertThat(body.getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("message")
                        .getJsonArray("content")
                        .getValuesAs(JsonObject.class))
                .extracting(part -> part.getString("type"))
                .containsExactly("thinking", "text");
    }

    @Test
    void names_each_request() throws Exception {
        assertThat(header(VendorClient.OPENAI, "x-request-id")).startsWith("req_");
        assertThat(header(VendorClient.OPENAI, "x-ratelimit-remaining-requests"))
                .isEqualTo("9999");
        assertThat(header(VendorClient.ANTHROPIC, "request-id")).startsWith("req_");
        assertThat(header(VendorClient.MISTRAL, "mistral-correlation-id")).hasSize(36);
    }

    private static String header(VendorClient vendor, String name) throws Exception {
        return vendor.send(providers, "[[text a]]", true)
                .headers()
                .firstValue(name)
                .orElse("");
    }

    private static String stream(VendorClient vendor, String question) throws Exception {
        return new String(vendor.bytes(providers, question, true), StandardCharsets.UTF_8);
    }

    private static JsonObject choice(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0);
    }

    private static JsonObject delta(JsonObject chunk) {
        return choice(chunk).getJsonObject("delta");
    }
}
