package dev.atrium.benchmark;

import java.util.List;
import java.util.UUID;

/** What the calls of a run are about. */
record Scene(UUID userId, UUID modelId, UUID priceId, List<UUID> workspaces) {}
