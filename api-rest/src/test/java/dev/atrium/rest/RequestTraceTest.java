package dev.atrium.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTraceTest {

    @Test
    void keepsTheClientsIdAndTrace() {
        HttpServletRequest request = new StubRequest("GET", "/api/x")
                .header("X-Request-Id", "order-17")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .build();

        assertThat(RequestTrace.of(request))
                .isEqualTo(new RequestTrace("order-17", "4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x\r\nSet-Cookie: a=b", "<script>"})
    void anIdThatIsNotSaneIsReplaced(String id) {
        HttpServletRequest request =
                new StubRequest("GET", "/api/x").header("X-Request-Id", id).build();

        assertThat(RequestTrace.of(request).requestId()).isNotEqualTo(id).matches("[0-9a-f-]{36}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-4bf92f35-00f067aa0ba902b7-01"
            })
    void aTraceThatIsNotValidIsReplaced(String traceParent) {
        HttpServletRequest request = new StubRequest("GET", "/api/x")
                .header("traceparent", traceParent)
                .build();

        assertThat(RequestTrace.of(request).traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    }

    @Test
    void aRequestHasOneTrace() {
        HttpServletRequest request = new StubRequest("GET", "/api/x").build();

        assertThat(RequestTrace.of(request)).isEqualTo(RequestTrace.of(request));
    }
}
