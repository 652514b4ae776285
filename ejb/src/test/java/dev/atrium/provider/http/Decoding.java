package dev.atrium.provider.http;

import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.StreamEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a vendor's decoder over a stream that a test has written, to the orderly end of its bytes. */
public final class Decoding {

    private Decoding() {}

    /** The events of a stream in which each of the texts is the data of one event. */
    public static List<StreamEvent> ofData(TextProtocol protocol, String... data) {
        StringBuilder stream = new StringBuilder();
        for (String each : data) {
            stream.append("data: ").append(each).append("\n\n");
        }
        return ofStream(protocol, stream.toString());
    }

    public static List<StreamEvent> ofStream(TextProtocol protocol, String stream) {
        return ofPieces(protocol, List.of(stream.getBytes(StandardCharsets.UTF_8)));
    }

    /** The events of a stream whose bytes arrive in these pieces. */
    public static List<StreamEvent> ofPieces(TextProtocol protocol, List<byte[]> pieces) {
        StreamReading reading = new StreamReading("test", protocol.decoder(head(200, Map.of())), 1 << 20);
        List<StreamEvent> events = new ArrayList<>();
        pieces.forEach(piece -> events.addAll(reading.feed(List.of(ByteBuffer.wrap(piece)))));
        events.addAll(reading.finish());
        return events;
    }

    /** The failure with which such a stream ends. */
    public static ProviderException failureOf(List<StreamEvent> events) {
        return ((StreamEvent.Failed) events.get(events.size() - 1)).cause();
    }

    public static AnswerHead head(int status, Map<String, String> headers) {
        return new AnswerHead("test", status, name -> Optional.ofNullable(headers.get(name)));
    }
}
