package dev.atrium.audio;

import dev.atrium.demo.DemoProviders;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files that the demo provider speaks, at 15 characters a second. */
final class SpokenFiles {

    private static final DemoProviders DEMO = DemoProviders.start(0, Duration.ZERO);
    private static final Map<String, Path> SPOKEN = new ConcurrentHashMap<>();

    private SpokenFiles() {}

    static Path speak(String format, int characters) {
        return SPOKEN.computeIfAbsent(format + characters, absent -> fetch(format, characters));
    }

    private static Path fetch(String format, int characters) {
        String text = "word ".repeat(characters / 5).substring(0, characters - 1) + "s";
        String body = "{\"model\":\"kokoro\",\"voice\":\"a\",\"input\":\"" + text + "\",\"response_format\":\"" + format
                + "\"}";
        try {
            Path file = Files.createTempFile("spoken-", "." + format);
            file.toFile().deleteOnExit();
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(java.net.URI.create(DEMO.baseUrl("compatible") + "/audio/speech"))
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofFile(file))
                    .body();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
