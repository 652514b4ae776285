package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every vendor's answer has in common. */
class ChatAnswerTest {

    private static final String TEXT = "Grüße, 你好!\n\n```java\nvar a = \"b\\\\n\"; // 👩🏽‍💻 …\n```\n| a | b |\t end ";

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
    @EnumSource
    void streams_exactly_the_text_asked_for(VendorClient vendor) throws Exception {
        assertThat(vendor.streamedText(providers, "[[text " + TEXT + "]]")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void gives_exactly_the_text_asked_for_in_one_piece(VendorClient vendor) throws Exception {
        assertThat(vendor.wholeText(vendor.whole(providers, "[[text " + TEXT + "]]")))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_cut_into_single_bytes_has_the_same_text(VendorClient vendor) throws Exception {
        assertThat(vendor.streamedText(providers, "[[cut 1]] [[text " + TEXT + "]]"))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void line_ends_comments_and_byte_order_mark_change_nothing_in_the_text(VendorClient vendor) throws Exception {
        for (String framing :
                List.of("[[crlf]]", "[[cr]]", "[[lf]]", "[[comments]]", "[[bom]] [[comments]] [[crlf]]")) {
            assertThat(vendor.streamedText(providers, framing + "[[text " + TEXT + "]]"))
                    .as(framing)
                    .isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void line_ends_are_those_asked_for(VendorClient vendor) throws Exception {
        String crlf = utf8(vendor.bytes(providers, "[[crlf]] [[text a b]]", true));
        String cr = utf8(vendor.bytes(providers, "[[cr]] [[text a b]]", true));

        assertThat(crlf.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(crlf).contains("\r\n\r\n");
        assertThat(cr).contains("\r\r").doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource
    void comments_stand_between_and_within_events(VendorClient vendor) throws Exception {
        assertThat(utf8(vendor.bytes(providers, "[[comments]] [[lf]] [[text a]]", true)))
                .startsWith(": still here\n:data: {}\n\n")
                .containsPattern("data: .*\n:\n|event: .*\n:\ndata: ");
    }

    @ParameterizedTest
    @EnumSource
    void reports_the_usage_asked_for(VendorClient vendor) throws Exception {
        String question = "[[text a b c]] [[usage in 100 out 50 cached 20 reasoning 10]]";

        Usage streamed = lastUsage(vendor, VendorClient.events(vendor.bytes(providers, question, true)));
        Usage whole = vendor.usage(vendor.whole(providers, question));

        for (Usage usage : List.of(streamed, whole)) {
            assertThat(usage.input()).isEqualTo(100);
            assertThat(usage.output()).isEqualTo(50);
            assertThat(usage.cached()).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void counts_tokens_by_the_documented_formula_streamed_and_whole_alike(VendorClient vendor) throws Exception {
        // 3 for the request, 4 for the message; "[[text", " one", " two", " extrao", "rdinar", "y]]" in, less the first
        // out.
        String question = "[[text one two extraordinary]]";

        Usage streamed = lastUsage(vendor, VendorClient.events(vendor.bytes(providers, question, true)));
        Usage whole = vendor.usage(vendor.whole(providers, question));

        assertThat(streamed.input()).isEqualTo(3 + 4 + 6);
        assertThat(streamed.output()).isEqualTo(5);
        assertThat(whole).isEqualTo(streamed);
    }

    @ParameterizedTest
    @EnumSource
    void can_keep_silent_about_usage(VendorClient vendor) throws Exception {
        List<JsonObject> events = VendorClient.events(vendor.bytes(providers, "[[no usage]] [[text a b]]", true));

        assertThat(events).allMatch(event -> vendor.usage(event) == null);
        assertThat(vendor.text(events)).isEqualTo("a b");
    }

    @ParameterizedTest
    @EnumSource
    void without_markers_the_answer_is_the_same_streamed_and_whole_and_says_that_it_is_simulated(VendorClient vendor)
            throws Exception {
        String question = "Show me a SQL query over a table with an index";

        String streamed = vendor.streamedText(providers, question);

        assertThat(streamed)
                .contains("```sql", "| Team ", question, "Simulated answer of `" + vendor.model.substring(0, 5))
                .isEqualTo(vendor.wholeText(vendor.whole(providers, question)));
    }

    @ParameterizedTest
    @EnumSource
    void writes_as_many_words_as_asked_for(VendorClient vendor) throws Exception {
        assertThat(vendor.streamedText(providers, "[[length 500]]").split("\\s+"))
                .hasSize(500);
    }

    @ParameterizedTest
    @EnumSource
    void thoughts_are_no_part_of_the_text(VendorClient vendor) throws Exception {
        assertThat(vendor.streamedText(providers, "[[think let me see]] [[text done]]"))
                .isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_answer_is_an_answer(VendorClient vendor) throws Exception {
        assertThat(vendor.streamedText(providers, "[[text]]")).isEmpty();
        assertThat(vendor.send(providers, "[[text]]", false).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_the_connection_for_the_next_request(VendorClient vendor) throws Exception {
        vendor.bytes(providers, "[[text a]]", true);
        vendor.bytes(providers, "[[text b]] [[cut 2]]", false);

        assertThat(vendor.streamedText(providers, "[[text c]]")).isEqualTo("c");
    }

    private static Usage lastUsage(VendorClient vendor, List<JsonObject> events) {
        return events.stream()
                .map(vendor::usage)
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
