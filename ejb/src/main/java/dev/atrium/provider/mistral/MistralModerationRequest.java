package dev.atrium.provider.mistral;

import java.util.List;

/** The body of {@code POST /moderations}. */
public record MistralModerationRequest(String model, List<String> input) {}
