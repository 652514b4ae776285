package dev.atrium.it.api;

import static dev.atrium.it.api.Soon.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registry follows the providers' lists and the administrators' decisions, and everyone sees it within a second. */
@ExtendWith(Installation.Shared.class)
@Timeout(120)
class RegistryIT {

    private final Installation atrium;
    private final String endpoint = "shelf-" + UUID.randomUUID().toString().substring(0, 8);
    private final String stated = endpoint + "-stated";
    private final String other = endpoint + "-other";
    private HttpServer server;
    private volatile List<String> list = List.of(stated);
    private volatile int status = 200;
    private Client admin;

    RegistryIT(Installation atrium) {
        this.atrium = atrium;
    }

    @BeforeEach
    void add_an_endpoint() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/models", exchange -> {
            JsonArrayBuilder data = Json.createArrayBuilder();
            list.forEach(id -> data.add(Json.createObjectBuilder().add("id", id)));
            byte[] body = Json.createObjectBuilder()
                    .add("object", "list")
                    .add("data", data)
                    .build()
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        admin = atrium.admin();
        admin.post(
                        "admin/endpoints",
                        endpoint(
                                endpoint,
                                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1"))
                .mustBe(201);
    }

    @AfterEach
    void take_it_away() throws Exception {
        admin.delete("admin/endpoints/" + endpoint).mustBe(204);
        server.stop(0);
    }

    @Test
    void an_endpoint_that_was_added_can_be_used_and_is_gone_when_it_is_taken_away() throws Exception {
        String name = endpoint + "-demo";
        String model = name + "-model";
        String address = atrium.providers().baseUrl("compatible").toString();
        JsonObject added = admin.post(
                        "admin/endpoints",
                        endpoint(name, address + "/")
                                .add("key", "key-of-the-house")
                                .add("models", Json.createArrayBuilder().add(model)))
                .mustBe(201)
                .json();
        assertThat(added.getString("baseUrl")).isEqualTo(address);
        assertThat(admin.get("admin/endpoints").mustBe(200).body())
                .contains(name)
                .doesNotContain("key-of-the-house");
        admin.post("admin/endpoints", endpoint(name, address)).mustBeProblem(409, "CONFLICT");
        Client user = atrium.newUser();

        eventually(
                () -> user.complete(model, "[[text From the house.]]").whole().mustBe(200));

        admin.delete("admin/endpoints/" + name).mustBe(204);
        eventually(() -> user.complete(model, "Hello").whole().mustBeProblem(400, "INVALID_MODEL"));
    }

    @Test
    void an_address_that_is_none_or_leads_to_a_clouds_metadata_is_refused() throws Exception {
        for (String address : List.of(
                "ftp://example.org/v1",
                "http://user:secret@localhost/v1",
                "http://169.254.169.254/latest",
                "http://[fe80::1]/v1",
                "not an address")) {
            JsonObject problem = admin.post("admin/endpoints", endpoint(endpoint + "-bad", address))
                    .mustBeProblem(400, "INVALID_REQUEST");
            assertThat(problem.getString("detail")).startsWith("baseUrl ");
        }
    }

    @Test
    void new_models_come_disabled_and_unpriced_and_vanished_ones_return() throws Exception {
        list = List.of(stated, other);
        refresh();
        JsonObject fresh = model(other);
        assertThat(fresh.getBoolean("enabled")).isFalse();
        assertThat(fresh.getString("state")).isEqualTo("unpriced");

        list = List.of(stated);
        assertThat(refresh().getInt("vanished")).isEqualTo(1);
        assertThat(model(other).getString("state")).isEqualTo("vanished");

        status = 500;
        list = List.of(stated, other);
        assertThat(refresh().getString("failure")).contains(endpoint);
        assertThat(model(other).getString("state"))
                .as("a failing provider changes nothing")
                .isEqualTo("vanished");

        status = 200;
        assertThat(refresh().getInt("returned")).isEqualTo(1);
        assertThat(model(other).getString("state")).isEqualTo("unpriced");
        assertThat(model(stated).getString("state"))
                .as("named by whoever added it")
                .isEqualTo("usable");
    }

    @Test
    void a_change_of_price_makes_a_version_and_is_seen_within_a_second() throws Exception {
        Client user = atrium.newUser();
        Answer before = eventually(() -> user.get("ai/models/" + stated).mustBe(200));
        JsonObject seen = model(stated);
        String etag = user.get("ai/models?provider=" + endpoint).mustBe(200).header("ETag");

        JsonObject changed = admin.patch(
                        "admin/models/" + seen.getString("id"),
                        change(seen)
                                .add(
                                        "pricing",
                                        Json.createObjectBuilder()
                                                .add("input", 1.5)
                                                .add("output", 3)))
                .mustBe(200)
                .json();

        assertThat(changed.getJsonObject("pricing").getInt("version")).isEqualTo(2);
        assertThat(before.json().getJsonObject("pricing").getInt("input")).isZero();
        eventually(() -> {
            JsonObject pricing =
                    user.get("ai/models/" + stated).mustBe(200).json().getJsonObject("pricing");
            assertThat(pricing.getJsonNumber("input").doubleValue()).isEqualTo(1.5);
            return true;
        });
        assertThat(listStatus(user, etag)).isEqualTo(200);
        String now = user.get("ai/models?provider=" + endpoint).header("ETag");
        assertThat(now).isNotEqualTo(etag).startsWith("\"");
        assertThat(listStatus(user, now)).isEqualTo(304);
        admin.patch("admin/models/" + seen.getString("id"), change(seen).add("enabled", false))
                .mustBeProblem(409, "CONFLICT");
    }

    @Test
    void a_price_is_never_negative_and_never_half() throws Exception {
        JsonObject seen = model(stated);
        for (String pricing : List.of(
                "{\"input\":-1,\"output\":1}",
                "{\"input\":1}",
                "{\"output\":1}",
                "{\"input\":1,\"output\":0.0000001}",
                "{\"input\":1,\"output\":1,\"longContext\":{\"above\":1000,\"input\":2}}",
                "{}")) {
            String body = "{\"version\":" + seen.getInt("version") + ",\"pricing\":" + pricing + "}";
            admin.send(admin.json("admin/models/" + seen.getString("id"), "PATCH", body))
                    .mustBeProblem(400, "INVALID_REQUEST");
        }
        assertThat(model(stated).getJsonObject("pricing").getInt("version")).isEqualTo(1);
    }

    @Test
    void a_restricted_model_does_not_exist_for_others() throws Exception {
        Client inside = atrium.newUser();
        Client outside = atrium.newUser();
        String workspace = inside.get("workspaces/current").mustBe(200).json().getString("id");
        JsonObject seen = model(stated);

        admin.patch(
                        "admin/models/" + seen.getString("id"),
                        change(seen)
                                .add(
                                        "access",
                                        Json.createObjectBuilder()
                                                .add(
                                                        "workspaces",
                                                        Json.createArrayBuilder()
                                                                .add(workspace))))
                .mustBe(200);

        eventually(() -> outside.get("ai/models/" + stated).mustBeProblem(404, "NOT_FOUND"));
        outside.complete(stated, "Hello").whole().mustBeProblem(400, "INVALID_MODEL");
        assertThat(outside.get("ai/models").mustBe(200).body()).doesNotContain(stated);
        assertThat(inside.get("ai/models").mustBe(200).body()).contains(stated);
    }

    @Test
    void a_deprecated_model_warns_and_a_retired_one_is_refused_with_its_replacement() throws Exception {
        Client user = atrium.newUser();
        JsonObject deprecated = user.get("ai/models/gpt-4o").mustBe(200).json();
        assertThat(deprecated.getString("status")).isEqualTo("deprecated");
        assertThat(deprecated.getString("warning")).contains("2027-01-14", deprecated.getString("replacedBy"));
        JsonObject seen = model(stated);

        admin.patch(
                        "admin/models/" + seen.getString("id"),
                        change(seen)
                                .add("status", "deprecated")
                                .add("replacedBy", "gpt-5.2")
                                .add("shutdownOn", "2020-01-01"))
                .mustBe(200);

        eventually(() -> {
            JsonObject problem = user.complete(stated, "Hello").whole().mustBeProblem(400, "INVALID_MODEL");
            assertThat(problem.getString("detail")).contains("Use gpt-5.2 instead.");
            return problem;
        });
    }

    @Test
    void every_service_has_models_with_a_price_in_its_unit() throws Exception {
        Client user = atrium.newUser();
        assertThat(unit(user, "image")).isEqualTo("image");
        assertThat(unit(user, "speech")).isEqualTo("1M characters");
        assertThat(unit(user, "transcription")).isEqualTo("minute");
        assertThat(unit(user, "embedding")).isEqualTo("1M tokens");
    }

    @Test
    void the_registry_is_kept_by_administrators_only() throws Exception {
        Client user = atrium.newUser();
        user.get("admin/models").mustBeProblem(403, "FORBIDDEN");
        user.get("admin/endpoints").mustBeProblem(403, "FORBIDDEN");
        user.send(user.request("admin/models/refresh").POST(BodyPublishers.noBody()))
                .mustBeProblem(403, "FORBIDDEN");
    }

    private static String unit(Client user, String capability) throws IOException, InterruptedException {
        return user.get("ai/models?capability=" + capability)
                .mustBe(200)
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonObject("pricing")
                .getString("unit");
    }

    private int listStatus(Client user, String etag) throws IOException, InterruptedException {
        return user.send(user.request("ai/models?provider=" + endpoint)
                        .header("If-None-Match", etag)
                        .GET())
                .status();
    }

    private JsonObject refresh() throws IOException, InterruptedException {
        return admin
                .send(admin.request("admin/models/refresh").POST(BodyPublishers.noBody()))
                .mustBe(200)
                .json()
                .getJsonArray("items")
                .stream()
                .map(JsonValue::asJsonObject)
                .filter(refresh -> refresh.getString("provider").equals(endpoint))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject model(String name) throws IOException, InterruptedException {
        return admin.get("admin/models").mustBe(200).json().getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .filter(model -> model.getString("model").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObjectBuilder change(JsonObject seen) {
        return Json.createObjectBuilder().add("version", seen.getInt("version"));
    }

    private JsonObjectBuilder endpoint(String name, String address) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("baseUrl", address)
                .add("models", Json.createArrayBuilder().add(stated));
    }
}
