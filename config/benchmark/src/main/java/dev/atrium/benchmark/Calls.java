package dev.atrium.benchmark;

import java.util.UUID;

/** One way to reserve and settle a call. Each client has its own. */
interface Calls extends AutoCloseable {

    /** Stores a running generation and reserves its worst case, in one transaction. */
    void begin(UUID generationId, UUID reservationId, UUID workspaceId);

    /** Captures its cost and stores its end, in one transaction. */
    void settle(UUID generationId, UUID reservationId, UUID workspaceId);

    @Override
    void close();
}
