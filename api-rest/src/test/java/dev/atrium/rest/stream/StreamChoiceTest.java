package dev.atrium.rest.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.rest.json.RequestBodies;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamChoiceTest {

    private final StreamChoice choice = new StreamChoice(RequestBodies.upTo(1000));

    private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    private InputStream entity;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ai/chat | {} | */* | text/event-stream",
                "ai/chat | {\"stream\":true} | application/json | text/event-stream",
                "ai/chat | {\"stream\":false} | text/event-stream | application/json",
                "ai/chat | {} | application/json | application/json",
                "ai/chat | {\"stream\":null} | application/json, */* | text/event-stream",
                "ai/chat | not json | */* | application/json",
                "ai/completions | {} | */* | application/json",
                "ai/completions | {} | text/event-stream | text/event-stream",
                "ai/completions | {\"stream\":true} | */* | text/event-stream",
                "conversations/01/messages | {} | */* | text/event-stream",
            })
    void theBodyDecidesThenTheHeaderThenTheAddress(String path, String body, String accept, String chosen) {
        choice.filter(request("POST", path, body, accept));

        assertThat(headers.getFirst("Accept")).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | conversations/01/messages/02/regenerate | {} | */* | text/event-stream",
                "POST | conversations/01/messages/02/continue | {\"stream\":false} | */* | application/json",
                "PATCH | conversations/01/messages/02 | {} | */* | application/json",
                "PATCH | conversations/01/messages/02 | {\"stream\":true} | */* | text/event-stream",
            })
    void whatIsSaidAnewHasTheChoiceToo(String method, String path, String body, String accept, String chosen) {
        choice.filter(request(method, path, body, accept));

        assertThat(headers.getFirst("Accept")).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({"regenerate, {}", "continue, {}", "other, ''"})
    void whoeverWantsAnotherAnswerNeedSayNothingElse(String action, String read) throws IOException {
        choice.filter(request("POST", "conversations/01/messages/02/" + action, "", "*/*"));

        assertThat(new String(entity.readAllBytes(), UTF_8)).isEqualTo(read);
        assertThat(headers.getFirst("Content-Type")).isEqualTo(read.isEmpty() ? null : "application/json");
    }

    @ParameterizedTest
    @CsvSource({"POST, conversations, */*", "GET, ai/chat, */*", "POST, ai/chat, text/html"})
    void whereThereIsNoChoiceNothingChanges(String method, String path, String accept) {
        choice.filter(request(method, path, "{}", accept));

        assertThat(headers).isEmpty();
    }

    @Test
    void theBodyIsStillThereToBeRead() throws IOException {
        choice.filter(request("POST", "ai/chat", "{\"message\":\"Grüße\"}", "*/*"));

        assertThat(new String(entity.readAllBytes(), UTF_8)).isEqualTo("{\"message\":\"Grüße\"}");
    }

    private ContainerRequestContext request(String method, String path, String body, String accept) {
        entity = new ByteArrayInputStream(body.getBytes(UTF_8));
        List<MediaType> acceptable = Arrays.stream(accept.split(", "))
                .map(type -> type.split("/"))
                .map(parts -> new MediaType(parts[0], parts[1]))
                .toList();
        UriInfo uri = stub(UriInfo.class, (name, argument) -> path);
        return stub(ContainerRequestContext.class, (name, argument) -> switch (name) {
            case "getMethod" -> method;
            case "getUriInfo" -> uri;
            case "getAcceptableMediaTypes" -> acceptable;
            case "getHeaders" -> headers;
            case "getEntityStream" -> entity;
            case "setEntityStream" -> entity = (InputStream) argument;
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private interface Answers {
        Object to(String name, Object argument);
    }

    private static <T> T stub(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, arguments) -> answers.to(called.getName(), arguments == null ? null : arguments[0])));
    }
}
