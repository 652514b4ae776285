package dev.atrium.it.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that uses the API for a user, who has a workspace of their own. */
final class Client {

    /** The password of everyone. */
    static final String PASSWORD = "correct horse battery staple";

    private static final AtomicInteger ELSEWHERE = new AtomicInteger();
    private static final Duration FIRST_BYTE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI api;
    private final String email;
    private final String token;

    private Client(URI api, String email, String token) {
        this.api = api;
        this.email = email;
        this.token = token;
    }

    /** Signs a new user up and in. */
    static Client signUp(URI root) throws IOException, InterruptedException {
        return signUp(root, UUID.randomUUID() + "@example.org");
    }

    static Client signUp(URI root, String email) throws IOException, InterruptedException {
        Client stranger = stranger(root);
        stranger.post(
                        "auth/register",
                        Json.createObjectBuilder()
                                .add("email", email)
                                .add("password", PASSWORD)
                                .add("firstName", "Ada")
                                .add("lastName", "Lovelace"))
                .mustBe(201);
        return new Client(stranger.api, email, null).signIn(root);
    }

    /** Somebody who has an account with the usual password. */
    static Client of(URI root, String email) throws IOException, InterruptedException {
        return new Client(stranger(root).api, email, null).signIn(root);
    }

    /** Somebody without a token. */
    static Client stranger(URI root) {
        return new Client(root.resolve("api/"), null, null);
    }

    /** The same user with a new token, at an address that may have changed. */
    Client signIn(URI root) throws IOException, InterruptedException {
        JsonObject answer = stranger(root)
                .post(
                        "auth/token",
                        Json.createObjectBuilder().add("email", email).add("password", PASSWORD))
                .mustBe(200)
                .json();
        return new Client(root.resolve("api/"), email, answer.getString("accessToken"));
    }

    /** The address of the portal, above {@code api/}. */
    URI root() {
        return api.resolve("..");
    }

    /** The id of the user's own workspace, or of the one that is current. */
    String workspaceId() throws IOException, InterruptedException {
        return get("workspaces/current").mustBe(200).json().getString("id");
    }

    String id() throws IOException, InterruptedException {
        return get("users/me").mustBe(200).json().getString("id");
    }

    Client withToken(String other) {
        return new Client(api, email, other);
    }

    String token() {
        return token;
    }

    /** Where clients of OpenAI find this server. */
    String openAiBase() {
        return api.resolve("openai/v1").toString();
    }

    String email() {
        return email;
    }

    String password() {
        return PASSWORD;
    }

    /** A question to a model, to be sent one way or the other. */
    Question chat(String model, String message) {
        return new Question(this, "ai/chat", Json.createObjectBuilder().add("message", message))
                .with("model", Json.createValue(model));
    }

    /** A prompt outside of any conversation. */
    Question complete(String model, String prompt) {
        return new Question(this, "ai/completions", Json.createObjectBuilder().add("prompt", prompt))
                .with("model", Json.createValue(model));
    }

    Balance balance() throws IOException, InterruptedException {
        return Balance.of(get("workspaces/current").mustBe(200).json().getJsonObject("credits"));
    }

    /** Lets another model answer for the user's workspace when the one that was asked for fails, or not. */
    void allowFallback(boolean allowed) throws IOException, InterruptedException {
        String workspace = get("workspaces/current").mustBe(200).json().getString("id");
        send(json("workspaces/" + workspace, "PATCH", "{\"fallbackAllowed\": " + allowed + "}"))
                .mustBe(200);
    }

    Price price(String model) throws IOException, InterruptedException {
        return Price.of(get("ai/models/" + model).mustBe(200).json());
    }

    JsonObject generation(String id) throws IOException, InterruptedException {
        return get("ai/generations/" + id).mustBe(200).json();
    }

    /** The messages of a conversation in their order. */
    List<JsonObject> messages(String conversationId) throws IOException, InterruptedException {
        return get("conversations/" + conversationId)
                .mustBe(200)
                .json()
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    int conversationCount() throws IOException, InterruptedException {
        return get("conversations").mustBe(200).json().getInt("total");
    }

    /** The events of a generation again, after the one of this number. */
    EventStream events(String generationId, long lastEventId) throws IOException, InterruptedException {
        return open(request("ai/generations/" + generationId + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", Long.toString(lastEventId)));
    }

    Answer cancel(String generationId) throws IOException, InterruptedException {
        return send(request("ai/generations/" + generationId + "/cancel").POST(BodyPublishers.noBody()));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Answer put(String path, JsonObjectBuilder body) throws IOException, InterruptedException {
        return send(json(path, "PUT", body.build().toString()));
    }

    Answer patch(String path, JsonObjectBuilder body) throws IOException, InterruptedException {
        return send(json(path, "PATCH", body.build().toString()));
    }

    Answer post(String path, JsonObjectBuilder body) throws IOException, InterruptedException {
        return post(path, body.build().toString());
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send(json(path, "POST", body));
    }

    /** A request with an idempotency key. */
    Answer post(String path, String body, String key) throws IOException, InterruptedException {
        return send(json(path, "POST", body).header("Idempotency-Key", key));
    }

    Answer post(String path) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** Tries to sign in from an address of its own, so that failures lock out nobody else. */
    static Answer trySignIn(URI root, String email, String password) throws IOException, InterruptedException {
        String body = Json.createObjectBuilder()
                .add("email", email)
                .add("password", password)
                .build()
                .toString();
        return stranger(root).send(fromElsewhere(stranger(root).json("auth/token", "POST", body)));
    }

    /** A request as it comes through a proxy from an address that nobody else has. */
    static HttpRequest.Builder fromElsewhere(HttpRequest.Builder request) {
        return request.header("X-Forwarded-For", "2001:db8::" + Integer.toHexString(ELSEWHERE.incrementAndGet()));
    }

    HttpRequest.Builder json(String path, String method, String body) {
        return request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body));
    }

    /** A request with the user's token, on a path below {@code /api/}. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path)).timeout(FIRST_BYTE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    }

    HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** An answer whose bytes are read as they come; to close them is to hang up. */
    HttpResponse<InputStream> stream(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofInputStream());
    }

    EventStream open(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new EventStream(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
    }
}
