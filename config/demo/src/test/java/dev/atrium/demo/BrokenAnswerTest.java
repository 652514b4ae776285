package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures on demand. */
class BrokenAnswerTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static DemoProviders providers;

    @BeforeAll
    static void start() {
        providers = DemoProviders.start(0, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        providers.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPENAI     | 429 | rate_limit_exceeded
            OPENAI     | 500 | server_error
            OPENAI     | 401 | invalid_api_key
            ANTHROPIC  | 429 | rate_limit_error
            ANTHROPIC  | 500 | api_error
            ANTHROPIC  | 529 | overloaded_error
            GOOGLE     | 429 | RESOURCE_EXHAUSTED
            GOOGLE     | 503 | UNAVAILABLE
            GOOGLE     | 500 | INTERNAL
            MISTRAL    | 429 | "code":"1300"
            MISTRAL    | 401 | {"detail":"Invalid API Key"}
            MISTRAL    | 503 | service_tier_capacity_exceeded
            COMPATIBLE | 500 | server_error
            """)
    void fails_with_the_vendors_error(VendorClient vendor, int status, String words) throws Exception {
        for (boolean streamed : new boolean[] {true, false}) {
            HttpResponse<String> response = vendor.send(providers, "[[fail " + status + "]]", streamed);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, 400, context_length_exceeded",
        "ANTHROPIC, 400, prompt is too long",
        "GOOGLE, 400, exceeds the maximum number of tokens",
        "MISTRAL, 400, too large for model",
        "COMPATIBLE, 400, context_length_exceeded"
    })
    void fails_for_a_context_that_is_too_long(VendorClient vendor, int status, String words) throws Exception {
        HttpResponse<String> response = vendor.send(providers, "[[fail 400 context]]", true);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, 400, invalid_prompt",
        "ANTHROPIC, 400, content filtering policy",
        "GOOGLE, 200, blockReason",
        "MISTRAL, 403, guardrail",
        "COMPATIBLE, 400, content_filter"
    })
    void fails_for_the_vendors_policy(VendorClient vendor, int status, String words) throws Exception {
        HttpResponse<String> response = vendor.send(providers, "[[fail policy]]", true);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words).doesNotContain("candidates\":");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI", "ANTHROPIC", "MISTRAL", "COMPATIBLE"})
    void says_when_to_try_again(VendorClient vendor) throws Exception {
        HttpResponse<String> response = vendor.send(providers, "[[fail 429 retry-after 1500ms]]", true);

        assertThat(response.headers().firstValue("retry-after")).hasValue("2");
    }

    @Test
    void google_says_when_to_try_again_in_the_body_only() throws Exception {
        HttpResponse<String> response = VendorClient.GOOGLE.send(providers, "[[fail 429 retry-after 1500ms]]", true);

        assertThat(response.headers().firstValue("retry-after")).isEmpty();
        assertThat(response.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(response.body()).contains("google.rpc.RetryInfo", "\"retryDelay\": \"1.5s\"");
    }

    @Test
    void a_gateway_in_between_answers_with_a_page() throws Exception {
        HttpResponse<String> response = VendorClient.OPENAI.send(providers, "[[fail 502 html]]", true);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/html");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OPENAI     | data: {"error":{"message"
            ANTHROPIC  | event: error
            GOOGLE     | "status": "INTERNAL"
            MISTRAL    | data: {"object":"error"
            COMPATIBLE | data: {"error":{"message"
            """)
    void fails_inside_the_stream(VendorClient vendor, String words) throws Exception {
        HttpResponse<String> response = vendor.send(providers, "[[text a b c d]] [[fail midstream after 2]]", true);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(words).contains(" b").doesNotContain(" c\"", "[DONE]", "message_stop");
    }

    @ParameterizedTest
    @EnumSource
    void a_truncated_stream_has_all_text_and_no_end(VendorClient vendor) throws Exception {
        byte[] stream = vendor.bytes(providers, "[[text a b c]] [[truncate]]", true);

        assertThat(vendor.text(VendorClient.events(stream))).isEqualTo("a b c");
        assertThat(new String(stream, StandardCharsets.UTF_8))
                .doesNotContain("[DONE]", "message_stop", "finishReason", "finish_reason\":\"stop");
    }

    @ParameterizedTest
    @EnumSource
    void a_dropped_stream_breaks_off_after_the_pieces_asked_for(VendorClient vendor) {
        var received = new ByteArrayOutputStream();

        // Not as an InputStream: the JDK's throws away what it has not read when the connection fails.
        assertThatThrownBy(() -> VendorClient.HTTP.send(
                        vendor.request(providers, "[[text a b c d e]] [[drop after 3]]", true),
                        HttpResponse.BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(received::writeBytes))))
                .isInstanceOf(IOException.class);

        assertThat(vendor.text(VendorClient.events(received.toByteArray()))).isEqualTo("a b c");
    }

    @ParameterizedTest
    @EnumSource
    void can_drop_and_reset_before_the_first_byte(VendorClient vendor) {
        // POST requests are not repeated by the JDK's client.
        assertThatThrownBy(() -> vendor.send(providers, "[[drop]]", true)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> vendor.send(providers, "[[reset]]", false)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_whole_answer_can_break_off_too(VendorClient vendor) throws Exception {
        assertThatThrownBy(() -> vendor.send(providers, "[[text a]] [[drop after 1]]", false))
                .isInstanceOf(IOException.class);
        assertThat(Json.parseObject(
                        vendor.send(providers, "[[text a]] [[truncate]]", false).body()))
                .isEmpty();
        assertThat(vendor.send(providers, "[[fail midstream]]", false).statusCode())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource
    void a_limited_failure_is_over_after_so_many_requests(VendorClient vendor) throws Exception {
        String question = "[[times 2 fail 503]] [[text fine]] " + vendor;

        assertThat(vendor.send(providers, question, true).statusCode()).isEqualTo(503);
        assertThat(vendor.send(providers, question, false).statusCode()).isEqualTo(503);
        assertThat(vendor.streamedText(providers, question)).isEqualTo("fine");
    }

    @Test
    void a_failure_can_be_meant_for_one_provider_only() throws Exception {
        String question = "[[on openai fail 503]] [[text fine]]";

        assertThat(VendorClient.OPENAI.send(providers, question, true).statusCode())
                .isEqualTo(503);
        assertThat(VendorClient.MISTRAL.streamedText(providers, question)).isEqualTo("fine");
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_a_silent_stream_is_noticed(VendorClient vendor) throws Exception {
        long before = providers.stats().closedByClient();
        HttpResponse<InputStream> response =
                vendor.open(providers, "[[text a b c]] [[hang after 1]]").get();

        response.body().close();

        Stats stats = providers.awaitStats(now -> now.closedByClient() > before, SOON);
        assertThat(stats.closedByClient()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_a_slow_stream_is_noticed_before_the_next_piece(VendorClient vendor) throws Exception {
        long before = providers.stats().closedByClient();
        HttpResponse<InputStream> response =
                vendor.open(providers, "[[text a b c]] [[delay 10m]]").get();

        response.body().close();

        Stats stats = providers.awaitStats(now -> now.closedByClient() > before, SOON);
        assertThat(stats.closedByClient()).isEqualTo(before + 1);
    }

    @Test
    void a_raw_answer_is_sent_to_the_byte() throws Exception {
        byte[] body = {'d', 'a', 't', 'a', ':', ' ', (byte) 0xc3, '\n', 0, (byte) 0xff};
        providers
                .script()
                .next(
                        "openai",
                        Behaviour.raw(203, Map.of("content-type", "text/odd"), body)
                                .and("[[cut 3]]"));

        HttpResponse<byte[]> response = VendorClient.HTTP.send(
                VendorClient.OPENAI.request(providers, "x", true), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(203);
        assertThat(response.headers().firstValue("content-type")).hasValue("text/odd");
        assertThat(response.body()).isEqualTo(body);
    }
}
