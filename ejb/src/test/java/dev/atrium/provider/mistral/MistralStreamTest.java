package dev.atrium.provider.mistral;

import dev.atrium.provider.http.StreamContract;
import dev.atrium.provider.http.TextProtocol;
import java.util.List;

class MistralStreamTest extends StreamContract {

    @Override
    protected TextProtocol protocol() {
        return new MistralMapper();
    }

    /** The last chunk carries text, the reason of the end and the usage at once. */
    @Override
    protected String stream() {
        List<String> first = PIECES.subList(0, PIECES.size() - 1);
        StringBuilder stream = new StringBuilder();
        first.forEach(piece -> stream.append(chunk(piece, "null", "")));
        return stream.append(chunk(
                        PIECES.get(PIECES.size() - 1),
                        "\"stop\"",
                        ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21}"))
                .append("data: [DONE]\n\n")
                .toString();
    }

    private static String chunk(String piece, String finishReason, String usage) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                + quoted(piece) + "},\"finish_reason\":" + finishReason + "}]" + usage + "}\n\n";
    }
}
