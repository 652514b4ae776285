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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a generation is answered as an event stream or whole. JAX-RS chooses the resource method by {@code Accept}, but clients
 * say it in the body ({@code "stream": true}), and the body wins; so this reads it before the matching and puts the choice into {@code Accept}.
 */
@Provider
@PreMatching
@ApplicationScoped
public class StreamChoice implements ContainerRequestFilter {

    /** The address of a message, which alone is changed. */
    private static final Pattern CHANGE = Pattern.compile("conversations/[^/]+/messages/[^/]+");

    /** The addresses that have the choice, and whether they stream when a request does not say. */
    private static final Map<Pattern, Boolean> DEFAULTS = Map.of(
            Pattern.compile("ai/chat"),
            true,
            Pattern.compile("ai/completions"),
            false,
            Pattern.compile("conversations/[^/]+/messages"),
            true,
            Pattern.compile("conversations/[^/]+/messages/[^/]+/(?:regenerate|continue)"),
            true,
            // Rating answers whole, and what a message is changed to need not be streamed.
            CHANGE,
            false);

    private static final Set<String> METHODS = Set.of(HttpMethod.POST, HttpMethod.PATCH);
    private static final byte[] NO_WISHES = "{}".getBytes(StandardCharsets.UTF_8);

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
        if (body.length == 0 && mayBeEmpty(request)) {
            body = NO_WISHES;
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        boolean stream = byBody(body).or(() -> byAccept(request)).orElse(byDefault.get());
        request.getHeaders()
                .putSingle(HttpHeaders.ACCEPT, stream ? MediaType.SERVER_SENT_EVENTS : MediaType.APPLICATION_JSON);
    }

    private static Optional<Boolean> byDefault(ContainerRequestContext request) {
        if (!METHODS.contains(request.getMethod())) {
            return Optional.empty();
        }
        String path = request.getUriInfo().getPath();
        return DEFAULTS.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whoever wants another answer, or more of one, need not say anything else. */
    private static boolean mayBeEmpty(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.endsWith("/regenerate") || path.endsWith("/continue");
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
