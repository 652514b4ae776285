package dev.atrium.moderation;

import dev.atrium.generation.Product;
import dev.atrium.provider.api.ModerationResult.Verdict;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a provider thinks of texts, in their order. */
public record Verdicts(List<Verdict> verdicts) implements Product {

    private static final String FLAGGED = "flagged";
    private static final String CATEGORIES = "categories";
    private static final String SCORES = "scores";

    public Verdicts {
        verdicts = List.copyOf(verdicts);
    }

    /** As it is stored: a JSON array in UTF-8. */
    byte[] document() {
        JsonArrayBuilder document = Json.createArrayBuilder();
        for (Verdict verdict : verdicts) {
            JsonObjectBuilder categories = Json.createObjectBuilder();
            verdict.categories().forEach(categories::add);
            JsonObjectBuilder scores = Json.createObjectBuilder();
            verdict.scores().forEach(scores::add);
            document.add(Json.createObjectBuilder()
                    .add(FLAGGED, verdict.flagged())
                    .add(CATEGORIES, categories)
                    .add(SCORES, scores));
        }
        return document.build().toString().getBytes(StandardCharsets.UTF_8);
    }

    static Verdicts read(byte[] document) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(document))) {
            return new Verdicts(reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(Verdicts::verdict)
                    .toList());
        }
    }

    private static Verdict verdict(JsonObject stored) {
        Map<String, Boolean> categories = new LinkedHashMap<>();
        stored.getJsonObject(CATEGORIES).forEach((name, value) -> categories.put(name, value == JsonValue.TRUE));
        Map<String, Double> scores = new LinkedHashMap<>();
        stored.getJsonObject(SCORES).forEach((name, value) -> scores.put(name, ((JsonNumber) value).doubleValue()));
        return new Verdict(stored.getBoolean(FLAGGED), categories, scores);
    }
}
