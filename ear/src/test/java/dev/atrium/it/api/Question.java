package dev.atrium.it.api;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;

/** A request for text that is being put together. */
final class Question {

    private final Client client;
    private final String path;
    private final JsonObjectBuilder body;

    Question(Client client, String path, JsonObjectBuilder body) {
        this.client = client;
        this.path = path;
        this.body = body;
    }

    Question in(String conversationId) {
        return with("conversationId", Json.createValue(conversationId));
    }

    Question from(String provider) {
        return with("provider", Json.createValue(provider));
    }

    Question maxTokens(int tokens) {
        return with("maxTokens", Json.createValue(tokens));
    }

    Question with(String name, JsonValue value) {
        body.add(name, value);
        return this;
    }

    /** Asks for an event stream, and returns when it begins. */
    EventStream stream() throws IOException, InterruptedException {
        body.add("stream", true);
        return client.open(client.json(path, "POST", body.build().toString()));
    }

    /** Asks for the answer in one piece. */
    Answer whole() throws IOException, InterruptedException {
        return client.post(path, body.add("stream", false));
    }
}
