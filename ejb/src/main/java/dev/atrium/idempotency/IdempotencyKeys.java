package dev.atrium.idempotency;

import dev.atrium.persistence.idempotency.IdempotencyRepository;
import dev.atrium.persistence.idempotency.IdempotencyRepository.Use;
import dev.atrium.refusal.ErrorCode;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The keys with which clients tell a repeated request from a new one. A key is the caller's own, in the workspace of the request. */
@Stateless
public class IdempotencyKeys {

    /** How long a key stands for its first request. */
    private static final Duration KEPT = Duration.ofHours(24);

    /** When to ask again for an answer that is being made: most take some seconds. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Inject
    private IdempotencyRepository keys;

    @Inject
    private CurrentRequestKey current;

    @Inject
    private Clock clock;

    /**
     * Looks whether a request with this key was here before; if not, the generation that this request begins will take the key.
     *
     * @return the generation that the first request began; empty for a new key
     * @throws Refusal {@link ErrorCode#IDEMPOTENCY_MISMATCH} when that request was another one
     */
    public Optional<UUID> admit(Caller caller, RequestKey key) {
        Optional<UUID> first = first(caller, key);
        if (first.isEmpty()) {
            current.set(key);
        }
        return first;
    }

    private Optional<UUID> first(Caller caller, RequestKey key) {
        return keys.find(caller.workspaceId(), caller.userId(), key.key(), clock.instant())
                .map(use -> {
                    if (!use.requestHash().equals(key.requestHash())) {
                        throw new Refusal(
                                ErrorCode.IDEMPOTENCY_MISMATCH,
                                "This " + RequestKey.HEADER + " was used for another request. Send a new one.");
                    }
                    return use.generationId();
                });
    }

    /**
     * Ties the key of the running request, if it has one, to the generation that it begins.
     *
     * @throws Refusal {@link ErrorCode#IDEMPOTENCY_IN_PROGRESS} when another request with the key was faster
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void claim(Caller caller, UUID generationId) {
        current.take().ifPresent(key -> {
            Instant now = clock.instant();
            Use use = new Use(key.requestHash(), generationId);
            if (!keys.claim(caller.workspaceId(), caller.userId(), key.key(), use, now, now.plus(KEPT))) {
                first(caller, key);
                throw inProgress();
            }
        });
    }

    /** That the first request with a key has no answer yet. */
    public static Refusal inProgress() {
        return Refusal.later(
                ErrorCode.IDEMPOTENCY_IN_PROGRESS,
                RETRY_AFTER,
                "The first request with this " + RequestKey.HEADER + " is still running. Ask again for its answer.");
    }

    /** Forgets keys that have expired. */
    public void sweep() {
        keys.deleteExpired(clock.instant());
    }
}
