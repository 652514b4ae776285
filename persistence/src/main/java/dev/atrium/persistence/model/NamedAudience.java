package dev.atrium.persistence.model;

import java.util.UUID;

/** A workspace or a plan that models can be restricted to. */
public record NamedAudience(UUID id, String name) {}
