package dev.atrium.provider.http;

import dev.atrium.provider.api.MediaFile;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file that a provider only names the address of. Such addresses expire, so it is fetched at once, on the calling thread, without
 * the key.
 */
public final class Download {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private Download() {}

    /**
     * Fetches a file. Only {@code https} addresses are fetched, and those of the endpoint's own host: an answer is no reason to
     * reach into the network behind this server.
     */
    public static MediaFile of(URI address, ProviderEndpoint endpoint, CallTerms terms) {
        boolean ownHost = endpoint.baseUrl().getAuthority().equals(address.getAuthority());
        if (!"https".equals(address.getScheme()) && !(ownHost && "http".equals(address.getScheme()))) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("file_address")
                    .exception();
        }
        try {
            return fetch((HttpURLConnection) address.toURL().openConnection(), endpoint, terms);
        } catch (IOException e) {
            // Not transient: the file was made, and another try would have it made again.
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("file_address")
                    .cause(e)
                    .exception();
        }
    }

    private static OptionalLong length(HttpURLConnection connection) {
        long announced = connection.getContentLengthLong();
        return announced < 0 ? OptionalLong.empty() : OptionalLong.of(announced);
    }

    private static MediaFile fetch(HttpURLConnection connection, ProviderEndpoint endpoint, CallTerms terms)
            throws IOException {
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) terms.answerTime().toMillis());
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw Failure.of(endpoint.provider(), Kind.PROTOCOL)
                    .code("file_address")
                    .exception();
        }
        TemporaryFile file = TemporaryFile.create();
        boolean whole = false;
        try (InputStream in =
                        new BoundedBody.Bounded(connection.getInputStream(), terms.answerBytes(), length(connection));
                OutputStream out = Files.newOutputStream(file.path())) {
            in.transferTo(out);
            whole = true;
        } finally {
            if (!whole) {
                file.delete();
            }
        }
        return file.media(Optional.ofNullable(connection.getContentType()).orElse("application/octet-stream"));
    }
}
