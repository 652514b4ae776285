package dev.atrium.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.generation.GenerationEvent;
import dev.atrium.generation.GenerationEvents;
import dev.atrium.generation.GenerationEvents.Numbered;
import dev.atrium.generation.Orders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * What holds of every vendor's stream: it may be cut into bytes anywhere, through the middle of a character or of the end of a line, have any
 * of the three ends of lines and a byte order mark. The events that a client gets are the same, also when it loses its connection as often as
 * it likes. A subclass brings a stream in the form of its vendor, which says {@link #TEXT} and is complete.
 */
public abstract class StreamContract {

    /** Characters of one to four bytes in UTF-8, and what an event stream is made of. */
    protected static final String TEXT = "Zwölf 語 👩‍👩‍👧 data: [DONE]\n\nid: 3\r\n: end";

    /** The pieces in which the text is said. */
    protected static final List<String> PIECES =
            List.of("Zw", "ölf 語 ", "👩‍👩‍", "👧 data: [DONE]\n", "\nid: 3\r", "\n: end");

    /** The vendor's format. */
    protected abstract TextProtocol protocol();

    /** A stream with line feeds. */
    protected abstract String stream();

    /** A text as a string of JSON; characters beyond ASCII stay as they are. */
    protected static String quoted(String text) {
        return '"' + text.replace("\n", "\\n").replace("\r", "\\r") + '"';
    }

    @Property(tries = 300)
    void wherever_the_bytes_are_cut_and_the_reader_is_cut_off_it_is_told_the_same(
            @ForAll("lineEnds") String lineEnd,
            @ForAll boolean mark,
            @ForAll @Size(max = 60) List<@IntRange(max = 4000) Integer> cuts,
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 5) Integer> readings) {
        String sent = (mark ? "\uFEFF" : "") + stream().replace("\n", lineEnd);
        GenerationEvents log =
                Orders.told(Decoding.ofPieces(protocol(), cut(sent.getBytes(StandardCharsets.UTF_8), cuts)));

        List<Numbered> read = read(log, readings);

        List<Numbered> expected =
                Orders.told(Decoding.ofStream(protocol(), stream())).after(0, 1000);
        assertThat(read.stream().map(Numbered::id))
                .isEqualTo(expected.stream().map(Numbered::id).toList());
        assertThat(read.subList(1, read.size())).isEqualTo(expected.subList(1, expected.size()));
        assertThat(read.stream()
                        .map(Numbered::event)
                        .filter(GenerationEvent.Chunk.class::isInstance)
                        .map(event -> ((GenerationEvent.Chunk) event).content())
                        .collect(Collectors.joining()))
                .isEqualTo(TEXT);
        assertThat(read.get(read.size() - 1).event()).isInstanceOf(GenerationEvent.Done.class);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    private static List<byte[]> cut(byte[] bytes, List<Integer> cuts) {
        TreeSet<Integer> places =
                cuts.stream().filter(place -> place < bytes.length).collect(Collectors.toCollection(TreeSet::new));
        places.add(bytes.length);
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int to : places) {
            pieces.add(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return pieces;
    }

    /** Reads as a client that comes back with the number of the last event whenever it has got some. */
    private static List<Numbered> read(GenerationEvents log, List<Integer> readings) {
        List<Numbered> read = new ArrayList<>();
        long last = 0;
        for (int i = 0; !log.isExhausted(last); i++) {
            read.addAll(log.after(last, readings.get(i % readings.size())));
            last = read.get(read.size() - 1).id();
        }
        return read;
    }
}
