package dev.atrium.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until the deployed application says at {@code /health/ready} that it serves. */
final class Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Readiness() {}

    static void await(InetAddress address, int port, ServerLog log) throws StartFailure {
        InetAddress target = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        URI uri = URI.create("http://" + target.getHostAddress() + ":" + port + "/health/ready");
        HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        String answer = "none";
        try {
            for (long end = System.nanoTime() + LIMIT.toNanos(); System.nanoTime() < end; ) {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == HttpURLConnection.HTTP_OK) {
                    return;
                }
                answer = response.statusCode() + " " + response.body();
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (IOException e) {
            answer = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StartFailure("the application does not become ready; its last answer at /health/ready was " + answer
                + ": " + log.file() + " says why.");
    }
}
