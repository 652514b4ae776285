package dev.atrium.provider.api;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the calls for one purpose took: who waits for an answer sees neither the tries before it nor the provider's name for them. The
 * transport writes it, from any thread.
 */
public final class CallLog {

    /** Another try comes with the very same request. It is known by its hash, since it may be large and this is kept for a while. */
    private final Set<Integer> requests = new HashSet<>();

    private int tries;
    private String requestId;

    /** A try is sent to the provider. */
    public synchronized void tried(Object request) {
        requests.add(System.identityHashCode(request));
        tries++;
    }

    /** The provider has named a try; the name of the latest is kept. */
    public synchronized void named(String id) {
        requestId = id;
    }

    /** Whether the provider was asked at all. */
    public synchronized boolean hasTries() {
        return tries > 0;
    }

    /** How often something was asked anew, by whatever way. */
    public synchronized int repetitions() {
        return tries - requests.size();
    }

    /** The provider's id of the latest try, under which its support finds it. */
    public synchronized Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
