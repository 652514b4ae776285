package dev.atrium.provider.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The threads on which providers' answers are read and handed over. They are a pool of their own, because in the container's
 * default one calls that wait for an answer could take up every thread, and the answer would find none.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = ProviderThreads.NAME)
public class ProviderThreads {

    static final String NAME = "java:app/concurrent/AtriumProviderThreads";

    @Resource(lookup = NAME)
    private ManagedExecutorService executor;

    ManagedExecutorService executor() {
        return executor;
    }
}
