package dev.atrium.it.api;

import jakarta.json.JsonObject;
import java.math.BigDecimal;

/** The credits of a workspace. */
record Balance(BigDecimal balance, BigDecimal reserved, BigDecimal available) {

    static Balance of(JsonObject credits) {
        return new Balance(
                credits.getJsonNumber("balance").bigDecimalValue(),
                credits.getJsonNumber("reserved").bigDecimalValue(),
                credits.getJsonNumber("available").bigDecimalValue());
    }
}
