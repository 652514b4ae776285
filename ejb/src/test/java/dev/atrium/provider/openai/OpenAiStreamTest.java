package dev.atrium.provider.openai;

import dev.atrium.provider.http.StreamContract;
import dev.atrium.provider.http.TextProtocol;

class OpenAiStreamTest extends StreamContract {

    @Override
    protected TextProtocol protocol() {
        return OpenAiMapper.OPENAI;
    }

    @Override
    protected String stream() {
        StringBuilder stream = new StringBuilder(": keep-alive\n\n");
        stream.append(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        PIECES.forEach(piece -> stream.append(chunk("{\"content\":" + quoted(piece) + "}", "null")));
        return stream.append(chunk("{}", "\"stop\""))
                .append("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12}}\n\n")
                .append("data: [DONE]\n\n")
                .toString();
    }

    private static String chunk(String delta, String finishReason) {
        return "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finishReason + "}],\"usage\":null}\n\n";
    }
}
