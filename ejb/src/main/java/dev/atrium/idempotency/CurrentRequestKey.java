package dev.atrium.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** The key of the request that is running, until the generation that it asks for has taken it. */
@RequestScoped
public class CurrentRequestKey {

    private RequestKey key;

    void set(RequestKey given) {
        key = given;
    }

    /** The key, for the first who asks: what else a request may begin is no answer to it. */
    Optional<RequestKey> take() {
        Optional<RequestKey> taken = Optional.ofNullable(key);
        key = null;
        return taken;
    }
}
