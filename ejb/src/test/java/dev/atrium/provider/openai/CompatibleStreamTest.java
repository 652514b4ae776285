package dev.atrium.provider.openai;

import dev.atrium.provider.http.StreamContract;
import dev.atrium.provider.http.TextProtocol;

/** A server in the house that says neither why it ended nor what was used. */
class CompatibleStreamTest extends StreamContract {

    @Override
    protected TextProtocol protocol() {
        return OpenAiMapper.COMPATIBLE;
    }

    @Override
    protected String stream() {
        StringBuilder stream = new StringBuilder();
        PIECES.forEach(piece -> stream.append("data:{\"choices\":[{\"index\":0,\"delta\":{\"content\":")
                .append(quoted(piece))
                .append("}}]}\n\n"));
        return stream.append("data:[DONE]\n\n").toString();
    }
}
