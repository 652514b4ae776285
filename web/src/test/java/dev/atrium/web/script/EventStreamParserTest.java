package dev.atrium.web.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code core/event-stream.js} against the HTML Standard, section 9.2.6. */
class EventStreamParserTest {

    private static Scripts scripts;
    private static Value parserClass;

    @BeforeAll
    @BeforeContainer
    static void load() {
        scripts = new Scripts();
        parserClass = scripts.module("core/event-stream.js").getMember("EventStreamParser");
    }

    @AfterAll
    @AfterContainer
    static void close() {
        scripts.close();
    }

    private record Event(String id, String type, String data) {}

    @Test
    void an_event_ends_with_a_blank_line() {
        assertThat(parse("id: 1\nevent: chunk\ndata: {\"a\":1}\n\n"))
                .containsExactly(new Event("1", "chunk", "{\"a\":1}"));
    }

    @Test
    void lines_end_in_any_of_three_ways() {
        assertThat(parse("data: a\r\n\r\ndata: b\r\rdata: c\n\n"))
                .extracting(Event::data)
                .containsExactly("a", "b", "c");
    }

    @Test
    void several_data_lines_are_joined_by_line_feeds() {
        assertThat(parse("data: a\ndata:\ndata:  b\n\n"))
                .extracting(Event::data)
                .containsExactly("a\n\n b");
    }

    @Test
    void comments_and_unknown_fields_mean_nothing() {
        assertThat(parse(": heartbeat\n\nretry: 10\nfoo: bar\ndata: a\nid\n\n"))
                .containsExactly(new Event("", "message", "a"));
    }

    @Test
    void an_id_stays_until_the_next_one_and_a_type_does_not() {
        assertThat(parse("id: 7\nevent: start\ndata: a\n\ndata: b\n\n"))
                .containsExactly(new Event("7", "start", "a"), new Event("7", "message", "b"));
    }

    @Test
    void an_id_with_a_null_character_is_ignored() {
        assertThat(parse("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n"))
                .extracting(Event::id)
                .containsExactly("1", "1");
    }

    @Test
    void an_event_without_data_never_happened() {
        assertThat(parse("event: start\n\n\n\ndata: a\n\n")).containsExactly(new Event("", "message", "a"));
    }

    @Test
    void an_unfinished_last_event_is_dropped() {
        assertThat(parse("data: a\n\ndata: b\n")).extracting(Event::data).containsExactly("a");
    }

    @Property(tries = 300)
    void however_a_stream_is_cut_its_events_are_the_same(
            @ForAll("streams") String stream, @ForAll List<@IntRange(min = 1, max = 9) Integer> cuts) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int length : cuts) {
            int to = Math.min(stream.length(), from + length);
            pieces.add(stream.substring(from, to));
            from = to;
        }
        pieces.add(stream.substring(from));

        assertThat(parse(pieces)).isEqualTo(parse(stream));
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> line = Arbitraries.of(
                "data: Größe 🌍",
                "data",
                "data:x",
                "id: 12",
                "id",
                "event: chunk",
                ": comment",
                "retry: 5",
                "",
                "",
                "x: y");
        Arbitrary<String> end = Arbitraries.of("\n", "\r", "\r\n");
        return Combinators.combine(line, end)
                .as(String::concat)
                .list()
                .ofMaxSize(20)
                .map(lines -> String.join("", lines));
    }

    private static List<Event> parse(String stream) {
        return parse(List.of(stream));
    }

    private static List<Event> parse(List<String> pieces) {
        Value parser = parserClass.newInstance();
        List<Event> events = new ArrayList<>();
        for (String piece : pieces) {
            Value found = parser.invokeMember("push", piece);
            for (long i = 0; i < found.getArraySize(); i++) {
                Value event = found.getArrayElement(i);
                events.add(new Event(
                        event.getMember("id").asString(),
                        event.getMember("type").asString(),
                        event.getMember("data").asString()));
            }
        }
        return events;
    }
}
