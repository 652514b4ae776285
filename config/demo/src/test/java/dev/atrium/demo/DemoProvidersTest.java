package dev.atrium.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server as a whole: script, records, counts, control over HTTP, many streams, the end. */
class DemoProvidersTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private DemoProviders providers;

    @BeforeEach
    void start() {
        providers = DemoProviders.start(0, Duration.ZERO);
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    @Test
    void scripted_behaviours_are_used_up_in_order_and_per_provider() throws Exception {
        providers.script().next("openai", Behaviour.saying("first [[fail 500]]"));
        providers.script().next("openai", 2, Behaviour.of("[[fail 503]]"));

        assertThat(VendorClient.MISTRAL.streamedText(providers, "[[text other]]"))
                .isEqualTo("other");
        assertThat(VendorClient.OPENAI.streamedText(providers, "x")).isEqualTo("first [[fail 500]]");
        assertThat(VendorClient.OPENAI.send(providers, "x", true).statusCode()).isEqualTo(503);
        assertThat(VendorClient.OPENAI.send(providers, "x", false).statusCode()).isEqualTo(503);
        assertThat(VendorClient.OPENAI.streamedText(providers, "[[text back]]")).isEqualTo("back");
    }

    @Test
    void a_scripted_behaviour_can_wait_for_a_text_in_the_prompt() throws Exception {
        providers.script().whenPromptContains("needle", Behaviour.saying("found"));

        assertThat(VendorClient.OPENAI.streamedText(providers, "[[text hay]]")).isEqualTo("hay");
        assertThat(VendorClient.OPENAI.streamedText(providers, "a needle in it"))
                .isEqualTo("found");
        assertThat(VendorClient.GOOGLE.streamedText(providers, "a needle in it"))
                .isEqualTo("found");
        providers.reset();
        assertThat(VendorClient.GOOGLE.streamedText(providers, "needle [[text gone]]"))
                .isEqualTo("gone");
    }

    @Test
    void remembers_what_was_asked() throws Exception {
        VendorClient.GOOGLE.bytes(providers, "[[text grüezi]]", true);

        assertThat(providers.requests()).singleElement().satisfies(request -> {
            assertThat(request.provider()).isEqualTo("google");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
            assertThat(request.header("X-Goog-Api-Key")).hasValue("key");
            assertThat(request.body()).contains("grüezi");
        });
    }

    @Test
    void is_controlled_over_http_from_another_process() throws Exception {
        assertThat(control("POST", "script", "{\"provider\":\"openai\",\"times\":1,\"behaviour\":\"[[fail 503]]\"}"))
                .contains("done");
        assertThat(control(
                        "POST",
                        "script",
                        "{\"contains\":\"needle\",\"text\":\"from afar\",\"behaviour\":\"[[cut 1]]\"}"))
                .contains("done");
        assertThat(control("POST", "script", "{\"provider\":\"openai\",\"behaviour\":\"[[fial]]\"}"))
                .contains("problem", "fial");

        assertThat(VendorClient.OPENAI.send(providers, "x", true).statusCode()).isEqualTo(503);
        assertThat(VendorClient.OPENAI.streamedText(providers, "needle")).isEqualTo("from afar");
        JsonObject requests = Json.parseObject(control("GET", "requests", "")).orElseThrow();
        assertThat(requests.getJsonArray("requests")).hasSize(2);
        assertThat(requests.getJsonArray("requests")
                        .getJsonObject(0)
                        .getJsonObject("headers")
                        .getString("authorization"))
                .isEqualTo("… key");
        assertThat(control("GET", "stats", "")).contains("\"requests\":2", "\"open\":0", "\"completed\":2");
        assertThat(control("DELETE", "script", "")).contains("done");
        assertThat(VendorClient.OPENAI.streamedText(providers, "needle [[text gone]]"))
                .isEqualTo("gone");
    }

    @Test
    void holds_more_than_two_hundred_streams_at_once() throws Exception {
        int streams = 250;
        var open = new ArrayList<CompletableFuture<HttpResponse<InputStream>>>();
        while (open.size() < streams) {
            for (VendorClient vendor : VendorClient.values()) {
                open.add(vendor.open(providers, "[[text a b c]] [[hang after 2]]"));
            }
        }

        assertThat(providers.awaitStats(stats -> stats.open() == streams, SOON).open())
                .isEqualTo(streams);

        for (CompletableFuture<HttpResponse<InputStream>> response : open) {
            response.get().body().close();
        }
        assertThat(providers
                        .awaitStats(stats -> stats.closedByClient() == streams, SOON)
                        .open())
                .isZero();
    }

    @Test
    void closing_ends_open_streams_and_leaves_no_thread() throws Exception {
        List<CompletableFuture<HttpResponse<InputStream>>> open = List.of(
                VendorClient.OPENAI.open(providers, "[[text a b]] [[hang after 1]]"),
                VendorClient.GOOGLE.open(providers, "[[hang]]"),
                VendorClient.MISTRAL.open(providers, "[[text a b]] [[delay 10m]]"));
        providers.awaitStats(stats -> stats.open() == open.size(), SOON);
        assertThat(ownThreads()).isNotEmpty();

        providers.close();

        assertThat(ownThreads()).isEmpty();
        assertThatThrownBy(() -> VendorClient.OPENAI.send(providers, "x", true)).isInstanceOf(IOException.class);
    }

    @Test
    void a_taken_port_is_told() {
        assertThatThrownBy(() -> DemoProviders.start(providers.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(providers.port()));
    }

    @Test
    void the_usual_pace_lets_tokens_arrive_one_by_one() throws Exception {
        try (var slow = DemoProviders.start(0)) {
            long start = System.nanoTime();
            VendorClient.OPENAI.streamedText(slow, "[[length 10]]");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThan(DemoProviders.USUAL_PACE.multipliedBy(9));
        }
    }

    private String control(String method, String what, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + providers.port() + "/_demo/" + what))
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        return VendorClient.HTTP
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The threads of this test's server and of no other. */
    private List<String> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("demo-providers-" + providers.port() + "-"))
                .toList();
    }
}
