package dev.atrium.provider.api;

/** Whether calls of a provider pass. */
public enum CircuitState {
    /** All do. */
    CLOSED,
    /** One at a time does, to see whether the provider is well again. */
    HALF_OPEN,
    /** None does. */
    OPEN
}
