package dev.atrium.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

/** An answer that has arrived whole. */
record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    JsonObject json() {
        return json(body);
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    Answer mustBe(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** Asserts that this is the problem document of a refusal, complete and without a word about the insides. */
    JsonObject mustBeProblem(int expectedStatus, String expectedCode) {
        mustBe(expectedStatus);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        JsonObject problem = json();
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getInt("status")).isEqualTo(expectedStatus);
        assertThat(problem.getString("code")).as(body).isEqualTo(expectedCode);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).startsWith("/api/");
        assertThat(problem.getString("traceId")).matches("[0-9a-f]{32}");
        assertThat(body).doesNotContain("Exception", "dev.atrium", "jakarta.");
        return problem;
    }
}
