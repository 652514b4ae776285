package dev.atrium.provider.openai;

import java.util.List;

/** The body of {@code POST /moderations}. */
public record OpenAiModerationRequest(String model, List<String> input) {}
