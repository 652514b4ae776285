package dev.atrium.it.api;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.http.HttpRequest;

/** A request for text that is being put together. */
final class Question {

    private final Client client;
    private final String path;
    private final JsonObjectBuilder body;
    private String key;

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

    /** Gives the request an idempotency key. */
    Question key(String idempotencyKey) {
        key = idempotencyKey;
        return this;
    }

    /** Asks for an event stream, and returns when it begins. */
    EventStream stream() throws IOException, InterruptedException {
        return client.open(request(true));
    }

    /** Asks for the answer in one piece. */
    Answer whole() throws IOException, InterruptedException {
        return client.send(request(false));
    }

    private HttpRequest.Builder request(boolean streamed) {
        HttpRequest.Builder request =
                client.json(path, "POST", body.add("stream", streamed).build().toString());
        return key == null ? request : request.header("Idempotency-Key", key);
    }
}
