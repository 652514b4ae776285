package dev.atrium.rest.generation;

import dev.atrium.generation.Replays;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.generation.Telling;
import dev.atrium.idempotency.IdempotencyKeys;
import dev.atrium.idempotency.RequestKey;
import dev.atrium.rest.json.JsonFormat;
import dev.atrium.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Carries out a request that costs credits once, however often it is sent with the same {@code Idempotency-Key}: later ones are answered
 * with what came of the first. Without the header each request is a new one.
 */
@RequestScoped
public class OnceOnly {

    @Inject
    private Caller caller;

    @Inject
    private IdempotencyKeys keys;

    @Inject
    private Replays replays;

    @Inject
    private HttpServletRequest request;

    /**
     * The generation that a request asks for, or has asked for before.
     *
     * @param body the request as it was read: spaces, the order of members and unknown members do not make it another one
     * @param order orders the generation, which takes the key
     * @throws dev.atrium.refusal.Refusal when the key is malformed, was used for another request, or its first request still runs
     */
    public Telling of(Record body, Supplier<RunningGeneration> order) {
        Optional<UUID> first = Optional.ofNullable(request.getHeader(RequestKey.HEADER))
                .map(key -> new RequestKey(key, hash(body)))
                .flatMap(key -> keys.admit(caller, key));
        if (first.isEmpty()) {
            return order.get().telling();
        }
        Telling again = replays.again(caller, first.get());
        ReplayHeader.mark(request);
        return again;
    }

    private String hash(Record body) {
        String content = String.join(
                "\n",
                request.getMethod(),
                request.getRequestURI(),
                caller.workspaceId().toString(),
                JsonFormat.jsonb().toJson(body));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
