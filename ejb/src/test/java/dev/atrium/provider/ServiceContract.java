package dev.atrium.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atrium.demo.Behaviour;
import dev.atrium.demo.DemoProviders;
import dev.atrium.demo.RecordedRequest;
import dev.atrium.provider.api.ProviderEndpoint;
import dev.atrium.provider.api.ProviderException;
import dev.atrium.provider.api.ProviderException.Kind;
import dev.atrium.provider.api.TransientProviderException;
import dev.atrium.provider.http.ProviderCalls;
import dev.atrium.provider.http.RestClients;
import dev.atrium.provider.http.ServiceLimits;
import dev.atrium.provider.http.TextLimits;
import dev.atrium.provider.http.UnknownOutcomeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every service of every vendor does when its provider fails, against the demo providers; the guards need a container. */
abstract class ServiceContract {

    /** One server for all; it ends with the virtual machine. */
    static final DemoProviders DEMO = DemoProviders.start(0, Duration.ZERO);

    final Parts parts = parts(Duration.ofSeconds(20));

    /** What a service is made of. */
    record Parts(ProviderCalls calls, RestClients clients, ServiceLimits limits) {}

    /** The vendor's name at the demo providers. */
    abstract String provider();

    /** Asks a service made of these for something plain. */
    abstract CompletionStage<?> ask(Parts of, ProviderEndpoint endpoint);

    /** Whether asking again can make and bill a thing twice. */
    abstract boolean makesThings();

    @AfterEach
    void forgetScript() {
        DEMO.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "[[fail 401]], INVALID_KEY, false",
        "[[fail 403]], INVALID_KEY, false",
        "[[fail 404]], UNKNOWN_MODEL, false",
        "[[fail 422]], BAD_REQUEST, false",
        "[[fail 429]], RATE_LIMITED, true",
        "[[fail 429 html]], RATE_LIMITED, true",
        "[[fail 500]], UNAVAILABLE, true",
        "[[fail 502 html]], UNAVAILABLE, true",
        "[[fail 503]], UNAVAILABLE, true",
        "[[fail 504]], TIMEOUT, true",
        "[[fail 529]], UNAVAILABLE, true",
        "[[drop]], UNAVAILABLE, true",
        "[[reset]], UNAVAILABLE, true",
    })
    void tells_failures_apart(String behaviour, Kind kind, boolean mayPass) {
        DEMO.script().next(provider(), Behaviour.of(behaviour));

        ProviderException failure = failure(parts, endpoint());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure instanceof TransientProviderException).isEqualTo(mayPass);
    }

    @ParameterizedTest
    @CsvSource({"[[drop]]", "[[reset]]", "[[drop after 1]]"})
    void does_not_ask_again_for_what_may_have_been_made(String behaviour) {
        DEMO.script().next(provider(), Behaviour.of(behaviour));

        assertThat(failure(parts, endpoint()) instanceof UnknownOutcomeException)
                .isEqualTo(makesThings());
    }

    @Test
    void asks_again_when_nothing_was_made() {
        DEMO.script().next(provider(), Behaviour.of("[[fail 503]]"));
        assertThat(failure(parts, endpoint()))
                .isInstanceOf(TransientProviderException.class)
                .isNotInstanceOf(UnknownOutcomeException.class);

        ProviderEndpoint nobody = new ProviderEndpoint(provider(), unusedAddress(), "any-key");
        assertThat(failure(parts, nobody))
                .isInstanceOf(TransientProviderException.class)
                .isNotInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void gives_up_on_a_provider_that_falls_silent() {
        DEMO.script().next(provider(), Behaviour.of("[[hang]]"));

        ProviderException failure = failure(parts(Duration.ofMillis(200)), endpoint());

        assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(failure instanceof UnknownOutcomeException).isEqualTo(makesThings());
    }

    @Test
    void says_how_long_the_provider_asks_to_wait() {
        DEMO.script().next(provider(), Behaviour.of("[[fail 429 retry-after 7]]"));

        assertThat(failure(parts, endpoint()).retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void repeats_no_key_in_a_failure() {
        ProviderException failure =
                failure(parts, new ProviderEndpoint(provider(), DEMO.baseUrl(provider()), "bad-secret"));

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_KEY);
        assertThat(failure.getMessage()).doesNotContain("secret");
    }

    @Test
    void takes_a_page_for_no_answer() {
        DEMO.script()
                .next(
                        provider(),
                        Behaviour.raw(200, Map.of("content-type", "text/html"), "<html>Sign in</html>".getBytes()));

        assertThat(failure(parts, endpoint()).kind()).isEqualTo(Kind.PROTOCOL);
    }

    @Test
    void leaves_no_file_behind_when_it_fails() throws IOException {
        Set<Path> before = temporaryFiles();
        DEMO.script().next(provider(), Behaviour.of("[[drop after 1]]"));
        failure(parts, endpoint());

        assertThat(temporaryFiles()).isSubsetOf(before);
    }

    /** Those of this virtual machine's services; other tests run in others. */
    private static Set<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("atrium-.*\\.media"))
                    .collect(Collectors.toSet());
        }
    }

    ProviderException failure(Parts of, ProviderEndpoint endpoint) {
        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> ask(of, endpoint));
        assertThat(failure).isNotNull();
        return failure;
    }

    final ProviderEndpoint endpoint() {
        return new ProviderEndpoint(provider(), DEMO.baseUrl(provider()), "any-key");
    }

    static RecordedRequest lastRequest() {
        return DEMO.requests().get(DEMO.requests().size() - 1);
    }

    private static URI unusedAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Parts parts(Duration patience) {
        TextLimits text = new TextLimits(
                Duration.ofSeconds(5),
                patience,
                patience,
                patience,
                patience,
                1 << 20,
                1 << 20,
                Duration.ofSeconds(10));
        ServiceLimits limits = new ServiceLimits(patience, patience, patience, patience, patience, 1 << 26);
        return new Parts(new ProviderCalls(text), new RestClients(text), limits);
    }
}
