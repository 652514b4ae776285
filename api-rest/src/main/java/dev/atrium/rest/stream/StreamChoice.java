package dev.atrium.rest.stream;

import dev.atrium.refusal.Refusal;
import dev.atrium.rest.json.JsonText;
import dev.atrium.rest.json.RequestBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides whether a generation is answered as an event stream or whole. JAX-RS chooses the resource method by {@code Accept}, but clients
 * say it in the body ({@code "stream": true}), and the body wins; so this reads it before the matching and puts the choice into {@code Accept}.
 */
@Provider
@PreMatching
@ApplicationScoped
public class StreamChoice implements ContainerRequestFilter {

    /** The addresses that have the choice, and whether they stream when a request does not say. */
    private static final Map<Pattern, Boolean> DEFAULTS = Map.of(
            Pattern.compile("ai/chat"), true,
            Pattern.compile("ai/completions"), false,
            Pattern.compile("conversations/[^/]+/messages"), true);

    private final RequestBody requestBody;

    /** For the client proxy. */
    protected StreamChoice() {
        this(null);
    }

    @Inject
    StreamChoice(RequestBody requestBody) {
        this.requestBody = requestBody;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Boolean> byDefault = byDefault(request);
        if (byDefault.isEmpty() || !acceptsEither(request)) {
            return;
        }
        byte[] body = requestBody.read(request.getEntityStream());
        request.setEntityStream(new ByteArrayInputStream(body));
        boolean stream = byBody(body).or(() -> byAccept(request)).orElse(byDefault.get());
        request.getHeaders()
                .putSingle(HttpHeaders.ACCEPT, stream ? MediaType.SERVER_SENT_EVENTS : MediaType.APPLICATION_JSON);
    }

    private static Optional<Boolean> byDefault(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return Optional.empty();
        }
        String path = request.getUriInfo().getPath();
        return DEFAULTS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What the body says. Where it cannot be read, reading it as a record will find out what is wrong with it. */
    private static Optional<Boolean> byBody(byte[] body) {
        try {
            JsonValue stream = JsonText.object(body).getOrDefault("stream", JsonValue.NULL);
            return stream == JsonValue.NULL ? Optional.empty() : Optional.of(stream == JsonValue.TRUE);
        } catch (Refusal unreadable) {
            return Optional.of(false);
        }
    }

    /** What the client asks for, if that is just one of the two. */
    private static Optional<Boolean> byAccept(ContainerRequestContext request) {
        boolean events = accepts(request, MediaType.SERVER_SENT_EVENTS_TYPE);
        boolean json = accepts(request, MediaType.APPLICATION_JSON_TYPE);
        return events == json ? Optional.empty() : Optional.of(events);
    }

    private static boolean acceptsEither(ContainerRequestContext request) {
        return accepts(request, MediaType.SERVER_SENT_EVENTS_TYPE) || accepts(request, MediaType.APPLICATION_JSON_TYPE);
    }

    private static boolean accepts(ContainerRequestContext request, MediaType type) {
        List<MediaType> acceptable = request.getAcceptableMediaTypes();
        return acceptable.isEmpty() || acceptable.stream().anyMatch(type::isCompatible);
    }
}
