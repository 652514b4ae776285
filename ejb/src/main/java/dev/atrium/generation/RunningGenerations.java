package dev.atrium.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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

    /** Characters of ended generations that are kept: about 64 MB at two bytes each. */
    private static final long MAX_KEPT_CHARACTERS = 32_000_000;

    @Inject
    private GenerationLimits limits;

    private final Map<UUID, RunningGeneration> running = new ConcurrentHashMap<>();
    private Cache<UUID, RunningGeneration> recent;

    @PostConstruct
    void open() {
        recent = Caffeine.newBuilder()
                .expireAfterWrite(limits.replay())
                .maximumWeight(MAX_KEPT_CHARACTERS)
                .<UUID, RunningGeneration>weigher((id, generation) -> weight(generation.transcript()))
                .build();
    }

    private static int weight(Transcript transcript) {
        return 1000 + transcript.text().length() + transcript.reasoning().length();
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

    /** A generation of the workspace that runs here or has ended a short while ago. */
    public Optional<RunningGeneration> find(UUID workspaceId, UUID id) {
        return Optional.ofNullable(running.get(id))
                .or(() -> Optional.ofNullable(recent.getIfPresent(id)))
                .filter(generation -> generation.order().caller().workspaceId().equals(workspaceId));
    }
}
