package dev.atrium.provider.google;

import dev.atrium.provider.http.StreamContract;
import dev.atrium.provider.http.TextProtocol;

class GoogleStreamTest extends StreamContract {

    @Override
    protected TextProtocol protocol() {
        return new GoogleMapper();
    }

    /** Thoughts come first, and each event has the usage so far. */
    @Override
    protected String stream() {
        StringBuilder stream = new StringBuilder(event("{\"text\":\"Zwölf …\",\"thought\":true}", ""));
        PIECES.forEach(piece -> stream.append(event("{\"text\":" + quoted(piece) + "}", "")));
        return stream.append(event("{\"text\":\"\"}", ",\"finishReason\":\"STOP\""))
                .toString();
    }

    private static String event(String part, String finish) {
        return "data: {\"candidates\":[{\"content\":{\"parts\":[" + part + "],\"role\":\"model\"}" + finish
                + ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":12,"
                + "\"thoughtsTokenCount\":3,\"totalTokenCount\":24}}\n\n";
    }
}
