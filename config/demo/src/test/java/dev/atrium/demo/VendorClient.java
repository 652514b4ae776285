package dev.atrium.demo;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks each vendor in its own words, with nothing but the JDK's client, and reads the bytes that come back. */
enum VendorClient {
    OPENAI("openai", "gpt-4o") {
        @Override
        HttpRequest request(DemoProviders providers, String question, boolean streamed) {
            String options = streamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "";
            return post(
                    providers,
                    "/chat/completions",
                    "{\"model\":\"gpt-4o\"" + options + ",\"messages\":[" + message(question) + "]}");
        }

        @Override
        String text(JsonObject event) {
            return deltas(event);
        }

        @Override
        String wholeText(JsonObject body) {
            return firstChoice(body);
        }

        @Override
        Usage usage(JsonObject event) {
            return openAiUsage(event);
        }
    },

    ANTHROPIC("anthropic", "claude-haiku-4-5") {
        @Override
        HttpRequest request(DemoProviders providers, String question, boolean streamed) {
            return post(
                    providers,
                    "/messages",
                    "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":60000,\"stream\":" + streamed + ",\"messages\":["
                            + message(question) + "]}");
        }

        @Override
        Map<String, String> keyHeaders() {
            return Map.of("x-api-key", "key", "anthropic-version", "2023-06-01");
        }

        @Override
        String text(JsonObject event) {
            if (!event.getString("type").equals("content_block_delta")) {
                return "";
            }
            JsonObject delta = event.getJsonObject("delta");
            return delta.getString("type").equals("text_delta") ? delta.getString("text") : "";
        }

        @Override
        String wholeText(JsonObject body) {
            return body.getJsonArray("content").getJsonObject(0).getString("text");
        }

        @Override
        Usage usage(JsonObject event) {
            JsonObject usage = event.getJsonObject("usage");
            if (usage == null) {
                return null;
            }
            int cached = usage.getInt("cache_read_input_tokens");
            int written = usage.getInt("cache_creation_input_tokens");
            int input = usage.getInt("input_tokens") + cached + written;
            return new Usage(input, usage.getInt("output_tokens"), cached, written, 0);
        }
    },

    GOOGLE("google", "gemini-2.5-flash") {
        @Override
        HttpRequest request(DemoProviders providers, String question, boolean streamed) {
            return post(
                    providers,
                    "/models/gemini-2.5-flash:" + (streamed ? "streamGenerateContent?alt=sse" : "generateContent"),
                    "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":" + Json.text(question) + "}]}]}");
        }

        @Override
        Map<String, String> keyHeaders() {
            return Map.of("x-goog-api-key", "key");
        }

        @Override
        String text(JsonObject event) {
            var text = new StringBuilder();
            for (JsonObject candidate : event.getJsonArray("candidates").getValuesAs(JsonObject.class)) {
                JsonObject content = candidate.getJsonObject("content");
                if (content.containsKey("parts")) {
                    for (JsonObject part : content.getJsonArray("parts").getValuesAs(JsonObject.class)) {
                        text.append(part.getBoolean("thought", false) ? "" : part.getString("text"));
                    }
                }
            }
            return text.toString();
        }

        @Override
        String wholeText(JsonObject body) {
            return text(body);
        }

        @Override
        Usage usage(JsonObject event) {
            JsonObject usage = event.getJsonObject("usageMetadata");
            if (usage == null) {
                return null;
            }
            int thoughts = usage.getInt("thoughtsTokenCount", 0);
            return new Usage(
                    usage.getInt("promptTokenCount"),
                    usage.getInt("candidatesTokenCount", 0) + thoughts,
                    usage.getInt("cachedContentTokenCount", 0),
                    0,
                    thoughts);
        }
    },

    MISTRAL("mistral", "mistral-small-latest") {
        @Override
        HttpRequest request(DemoProviders providers, String question, boolean streamed) {
            return post(
                    providers,
                    "/chat/completions",
                    "{\"model\":\"mistral-small-latest\",\"stream\":" + streamed + ",\"messages\":[" + message(question)
                            + "]}");
        }

        @Override
        String text(JsonObject event) {
            return deltas(event);
        }

        @Override
        String wholeText(JsonObject body) {
            return firstChoice(body);
        }

        @Override
        Usage usage(JsonObject event) {
            return openAiUsage(event);
        }
    },

    COMPATIBLE("compatible", "llama-3.3-70b-instruct") {
        @Override
        HttpRequest request(DemoProviders providers, String question, boolean streamed) {
            return post(
                    providers,
                    "/chat/completions",
                    "{\"model\":\"llama-3.3-70b-instruct\",\"stream\":" + streamed
                            + ",\"stream_options\":{\"include_usage\":true},\"messages\":[" + message(question) + "]}");
        }

        @Override
        String text(JsonObject event) {
            return deltas(event);
        }

        @Override
        String wholeText(JsonObject body) {
            return firstChoice(body);
        }

        @Override
        Usage usage(JsonObject event) {
            return openAiUsage(event);
        }
    };

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    final String vendor;
    final String model;

    VendorClient(String vendor, String model) {
        this.vendor = vendor;
        this.model = model;
    }

    /** A minimal well-formed request for a chat answer. */
    abstract HttpRequest request(DemoProviders providers, String question, boolean streamed);

    /** The text that one event of a stream adds to the answer. */
    abstract String text(JsonObject event);

    abstract String wholeText(JsonObject body);

    /** The usage that an event or a whole answer reports; null for none. */
    abstract Usage usage(JsonObject event);

    Map<String, String> keyHeaders() {
        return Map.of("authorization", "Bearer key");
    }

    byte[] bytes(DemoProviders providers, String question, boolean streamed) throws Exception {
        HttpResponse<byte[]> response =
                HTTP.send(request(providers, question, streamed), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    HttpResponse<String> send(DemoProviders providers, String question, boolean streamed) throws Exception {
        return HTTP.send(request(providers, question, streamed), HttpResponse.BodyHandlers.ofString());
    }

    /** All text of a stream. */
    String streamedText(DemoProviders providers, String question) throws Exception {
        return text(events(bytes(providers, question, true)));
    }

    String text(List<JsonObject> events) {
        var text = new StringBuilder();
        events.forEach(event -> text.append(text(event)));
        return text.toString();
    }

    JsonObject whole(DemoProviders providers, String question) throws Exception {
        return Json.parseObject(new String(bytes(providers, question, false), StandardCharsets.UTF_8))
                .orElseThrow();
    }

    CompletableFuture<HttpResponse<InputStream>> open(DemoProviders providers, String question) {
        return HTTP.sendAsync(request(providers, question, true), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The data of the events of a well-formed stream, whatever its line ends are; the word [DONE] is left out. */
    static List<JsonObject> events(byte[] stream) {
        String text = new String(stream, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        var events = new ArrayList<JsonObject>();
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.startsWith("data: {")) {
                events.add(Json.parseObject(line.substring("data: ".length())).orElseThrow());
            }
        }
        return events;
    }

    HttpRequest post(DemoProviders providers, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(providers.baseUrl(vendor) + path))
                .timeout(Duration.ofSeconds(20))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        keyHeaders().forEach(request::header);
        return request.build();
    }

    static String message(String question) {
        return "{\"role\":\"user\",\"content\":" + Json.text(question) + "}";
    }

    static String deltas(JsonObject event) {
        var text = new StringBuilder();
        for (JsonObject choice : event.getJsonArray("choices").getValuesAs(JsonObject.class)) {
            text.append(choice.getJsonObject("delta").getString("content", ""));
        }
        return text.toString();
    }

    static String firstChoice(JsonObject body) {
        return body.getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    static Usage openAiUsage(JsonObject event) {
        if (!event.containsKey("usage") || event.isNull("usage")) {
            return null;
        }
        JsonObject usage = event.getJsonObject("usage");
        int cached = usage.getJsonObject("prompt_tokens_details").getInt("cached_tokens");
        return new Usage(usage.getInt("prompt_tokens"), usage.getInt("completion_tokens"), cached, 0, 0);
    }
}
