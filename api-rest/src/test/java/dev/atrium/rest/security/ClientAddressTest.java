package dev.atrium.rest.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.rest.StubRequest;
import dev.atrium.settings.NetworkRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private final ClientAddress behindProxies = new ClientAddress(NetworkRange.list("10.0.0.0/8, fd00::/8"));

    @Test
    void whatAnUntrustedPeerReportsIsNotBelieved() {
        StubRequest request = new StubRequest("GET", "/").from("203.0.113.9").header("X-Forwarded-For", "198.51.100.1");

        assertThat(behindProxies.of(request.build())).isEqualTo("203.0.113.9");
        assertThat(new ClientAddress(List.of()).of(request.build())).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 198.51.100.1",
                "6.6.6.6, 198.51.100.1 | 198.51.100.1",
                "6.6.6.6, 198.51.100.1, 10.1.1.1 | 198.51.100.1",
                "10.2.2.2, 10.1.1.1 | 10.2.2.2",
            })
    void theNearestAddressThatIsNoProxyIsTheClient(String forwardedFor, String client) {
        StubRequest request = new StubRequest("GET", "/").from("10.0.0.1").header("X-Forwarded-For", forwardedFor);

        assertThat(behindProxies.of(request.build())).isEqualTo(client);
    }

    @Test
    void severalHeadersAreOneList() {
        StubRequest request =
                new StubRequest("GET", "/").from("10.0.0.1").header("X-Forwarded-For", "6.6.6.6", "198.51.100.1");

        assertThat(behindProxies.of(request.build())).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=198.51.100.1;proto=https | 198.51.100.1",
                "for=\"198.51.100.1:4711\" | 198.51.100.1",
                "for=6.6.6.6, For=\"[2001:db8::1]:443\";by=10.0.0.1 | 2001:db8::1",
            })
    void theStandardHeaderIsReadToo(String forwarded, String client) {
        StubRequest request = new StubRequest("GET", "/").from("fd00::1").header("Forwarded", forwarded);

        assertThat(behindProxies.of(request.build())).isEqualTo(client);
    }

    @Test
    void aProxyThatReportsNothingIsTheClient() {
        assertThat(behindProxies.of(new StubRequest("GET", "/").from("10.0.0.1").build()))
                .isEqualTo("10.0.0.1");
    }
}
