package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The examples are those of the WHATWG standard, section "Server-sent events", or follow from its rules. */
class EventStreamParserTest {

    private static final int PLENTY = 1 << 20;

    @Test
    void joins_several_data_lines_with_line_feeds() {
        assertThat(parse("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly(message("YHOO\n+2\n10"));
    }

    @Test
    void follows_the_standards_example_with_comments_and_ids() {
        assertThat(parse(
                        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"))
                .containsExactly(message("first event"), message("second event"), message(" third event"));
    }

    @Test
    void dispatches_empty_data_and_drops_an_event_that_no_blank_line_ended() {
        assertThat(parse("data\n\ndata\ndata\n\ndata:")).containsExactly(message(""), message("\n"));
    }

    @Test
    void takes_the_type_of_an_event_for_that_event_alone() {
        assertThat(parse("event: add\ndata: 1\n\ndata: 2\n\n"))
                .containsExactly(new ServerSentEvent("add", "1"), message("2"));
    }

    @Test
    void forgets_the_type_of_an_event_without_data() {
        assertThat(parse("event: ping\n\ndata: 1\n\n")).containsExactly(message("1"));
    }

    @Test
    void accepts_every_kind_of_line_end() {
        assertThat(parse("data: a\r\rdata: b\r\n\r\ndata: c\n\ndata: d\r\n\ndata: e\n\r\n"))
                .containsExactly(message("a"), message("b"), message("c"), message("d"), message("e"));
    }

    @Test
    void dispatches_at_a_carriage_return_without_waiting_for_what_follows() {
        Collected collected = new Collected();
        EventStreamParser parser = new EventStreamParser(collected, PLENTY);

        parser.feed(bytes("data: a\r\n\r"));

        assertThat(collected.events).containsExactly(message("a"));
    }

    @Test
    void removes_a_byte_order_mark_at_the_very_beginning_only() {
        assertThat(parse("\uFEFFdata: a\n\ndata: \uFEFFb\n\n")).containsExactly(message("a"), message("\uFEFFb"));
    }

    @Test
    void replaces_bytes_that_are_no_utf8() {
        Collected collected = new Collected();
        EventStreamParser parser = new EventStreamParser(collected, PLENTY);

        parser.feed(ByteBuffer.wrap(new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xC3, 'x', '\n', '\n'}));

        assertThat(collected.events).containsExactly(message("\uFFFDx"));
    }

    @Test
    void reports_lines_that_are_no_field() {
        Collected collected = new Collected();
        EventStreamParser parser = new EventStreamParser(collected, PLENTY);

        parser.feed(bytes("data: a\n\n{\n  \"error\": 1\n}"));
        parser.finish();

        assertThat(collected.events).containsExactly(message("a"));
        assertThat(collected.stray).containsExactly("{", "  \"error\": 1", "}");
    }

    @Test
    void gives_up_on_an_event_that_is_too_large_in_one_line_or_in_many() {
        EventStreamParser parser = new EventStreamParser(new Collected(), 16);
        parser.feed(bytes("data: 123456\n\ndata: 123456\n\n"));

        assertThatThrownBy(() -> parser.feed(bytes("data: 12345678901"))).isInstanceOf(TooLargeException.class);

        EventStreamParser other = new EventStreamParser(new Collected(), 16);
        assertThatThrownBy(() -> other.feed(bytes("data: 12345\n".repeat(4)))).isInstanceOf(TooLargeException.class);
    }

    @Test
    void does_not_count_comments_between_the_lines_of_an_event() {
        Collected collected = new Collected();
        EventStreamParser parser = new EventStreamParser(collected, 16);

        parser.feed(bytes("data: 1\n" + ": heartbeat\n".repeat(100) + "data: 2\n\n"));

        assertThat(collected.events).containsExactly(message("1\n2"));
    }

    @Property(tries = 300)
    void any_cutting_gives_the_same_events(
            @ForAll("streams") String stream, @ForAll @Size(max = 12) List<@IntRange(max = 400) Integer> cuts) {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        Collected cut = new Collected();
        EventStreamParser parser = new EventStreamParser(cut, PLENTY);
        int from = 0;
        for (int at : cuts.stream()
                .sorted()
                .mapToInt(at -> Math.min(at, bytes.length))
                .toArray()) {
            parser.feed(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, at)));
            from = at;
        }
        parser.feed(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, bytes.length)));

        assertThat(cut.events).isEqualTo(parse(stream));
    }

    /** Streams of all that matters to the parser: every line end, fields, colons, blanks and characters of 1 to 4 bytes. */
    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data",
                        "data:",
                        "data: ",
                        "event:",
                        "id: 7",
                        ":",
                        " ",
                        "\r",
                        "\n",
                        "\r\n",
                        "\n\n",
                        "\r\n\r\n",
                        "a",
                        "é",
                        "語",
                        "🙂",
                        "\uFEFF",
                        "x: y")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Test
    void tells_what_a_stream_ended_in_apart_from_its_events() {
        Collected collected = new Collected();
        EventStreamParser parser = new EventStreamParser(collected, PLENTY);
        parser.feed(bytes("data: one\n\ndata: tw"));
        parser.finish();

        assertThat(collected.events).containsExactly(message("one"));
        assertThat(collected.unfinished).containsExactly(message("tw"));
    }

    private static List<ServerSentEvent> parse(String stream) {
        Collected collected = new Collected();
        EventStreamParser parser = new EventStreamParser(collected, PLENTY);
        parser.feed(bytes(stream));
        parser.finish();
        return collected.events;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ServerSentEvent message(String data) {
        return new ServerSentEvent("message", data);
    }

    private static final class Collected implements EventStreamParser.Listener {

        private final List<ServerSentEvent> events = new ArrayList<>();
        private final List<String> stray = new ArrayList<>();
        private final List<ServerSentEvent> unfinished = new ArrayList<>();

        @Override
        public void event(ServerSentEvent event) {
            events.add(event);
        }

        @Override
        public void stray(String line) {
            stray.add(line);
        }

        @Override
        public void unfinished(ServerSentEvent event) {
            unfinished.add(event);
        }
    }
}
