package dev.atrium.it.api;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a million tokens cost in credits, as {@code GET /ai/models} says. */
record Price(BigDecimal input, BigDecimal cachedInput, BigDecimal output, BigDecimal reasoning) {

    private static final int MILLION_DIGITS = 6;
    private static final int SMALLEST_DIGITS = 6;

    static Price of(JsonObject model) {
        JsonObject pricing = model.getJsonObject("pricing");
        return new Price(
                amount(pricing, "input"),
                amount(pricing, "cachedInput"),
                amount(pricing, "output"),
                amount(pricing, "reasoning"));
    }

    private static BigDecimal amount(JsonObject pricing, String name) {
        return pricing.getJsonNumber(name).bigDecimalValue();
    }

    BigDecimal of(long inputTokens, long outputTokens) {
        return of(inputTokens, 0, outputTokens, 0);
    }

    /** The cost, rounded up to the smallest part of a credit; cached tokens are part of the input, reasoning is part of the output. */
    BigDecimal of(long inputTokens, long cached, long outputTokens, long reasoningTokens) {
        return input.multiply(BigDecimal.valueOf(inputTokens - cached))
                .add(cachedInput.multiply(BigDecimal.valueOf(cached)))
                .add(output.multiply(BigDecimal.valueOf(outputTokens - reasoningTokens)))
                .add(reasoning.multiply(BigDecimal.valueOf(reasoningTokens)))
                .movePointLeft(MILLION_DIGITS)
                .setScale(SMALLEST_DIGITS, RoundingMode.CEILING);
    }
}
