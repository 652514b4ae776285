package dev.atrium.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.atrium.security.Caller;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The generations of this node: those that run, and for a while those that ended, so that a listener that lost its connection can read on. */
@ApplicationScoped
public class RunningGenerations {

    /** Bytes of ended generations that are kept: their logs, and the answers themselves once more. */
    private static final long MAX_KEPT_BYTES = 128_000_000;

    /** Of a generation without a word. */
    private static final int LEAST_BYTES = 2_000;

    @Inject
    private GenerationLimits limits;

    private final Map<UUID, RunningGeneration> running = new ConcurrentHashMap<>();
    private Cache<UUID, RunningGeneration> recent;

    @PostConstruct
    void open() {
        recent = Caffeine.newBuilder()
                .expireAfterWrite(limits.replay())
                .maximumWeight(MAX_KEPT_BYTES)
                .<UUID, RunningGeneration>weigher((id, generation) -> LEAST_BYTES + generation.bytes())
                .build();
    }

    void add(RunningGeneration generation) {
        running.put(generation.order().generationId(), generation);
    }

    void ended(RunningGeneration generation) {
        UUID id = generation.order().generationId();
        recent.put(id, generation);
        running.remove(id);
    }

    /** Those that run. */
    Collection<RunningGeneration> all() {
        return running.values();
    }

    /** A generation that the caller ordered in this workspace, and that runs here or has ended a short while ago. */
    public Optional<RunningGeneration> find(Caller caller, UUID id) {
        return Optional.ofNullable(running.get(id))
                .or(() -> Optional.ofNullable(recent.getIfPresent(id)))
                .filter(generation -> isOf(caller, generation.order().caller()));
    }

    private static boolean isOf(Caller caller, Caller owner) {
        return owner.workspaceId().equals(caller.workspaceId())
                && owner.userId().equals(caller.userId());
    }
}
