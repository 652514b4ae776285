package dev.atrium.rest.json;

import dev.atrium.persistence.credit.Credits;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.ws.rs.ext.ContextResolver;
import jakarta.ws.rs.ext.Provider;
import java.math.BigDecimal;

/**
 * How the API writes JSON: instants in ISO-8601 in UTC, credits as numbers in plain notation, and nothing for what is absent.
 */
@Provider
public class JsonFormat implements ContextResolver<Jsonb> {

    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig().withAdapters(new CreditsAsNumber()));

    @Override
    public Jsonb getContext(Class<?> type) {
        return JSONB;
    }

    /** The binding, for what is written outside of JAX-RS. */
    public static Jsonb jsonb() {
        return JSONB;
    }

    /** Credits as a number of credits, such as {@code 0.0195}. */
    public static class CreditsAsNumber implements JsonbAdapter<Credits, BigDecimal> {

        @Override
        public BigDecimal adaptToJson(Credits credits) {
            return credits.toDecimal();
        }

        @Override
        public Credits adaptFromJson(BigDecimal number) {
            return Credits.of(number);
        }
    }
}
