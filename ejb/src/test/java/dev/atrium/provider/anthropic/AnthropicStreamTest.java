package dev.atrium.provider.anthropic;

import dev.atrium.provider.http.StreamContract;
import dev.atrium.provider.http.TextProtocol;

class AnthropicStreamTest extends StreamContract {

    @Override
    protected TextProtocol protocol() {
        return new AnthropicMapper();
    }

    /** A block of thinking, then one of text, with pings in between. */
    @Override
    protected String stream() {
        StringBuilder stream = new StringBuilder();
        stream.append(event(
                "message_start", "\"message\":{\"content\":[],\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}"));
        stream.append(event(
                "content_block_start", "\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}"));
        stream.append(event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Zwölf …\"}"));
        stream.append(event("content_block_stop", "\"index\":0"));
        stream.append(event("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        PIECES.forEach(piece -> stream.append(event("ping", "\"x\":0"))
                .append(event(
                        "content_block_delta",
                        "\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":" + quoted(piece) + "}")));
        stream.append(event("content_block_stop", "\"index\":1"));
        return stream.append(event(
                        "message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":12}"))
                .append(event("message_stop", "\"x\":0"))
                .toString();
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }
}
