package dev.atrium.generation;

import dev.atrium.provider.api.ToolCall;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The tools that an answer asks for, in its order; at least one. They are kept where the text of the answer is. */
public record ToolsCalled(List<ToolCall> calls) implements Product {

    public ToolsCalled {
        calls = List.copyOf(calls);
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("An answer that calls no tool has no such product");
        }
    }

    /** Empty for no calls. */
    public static Optional<Product> of(List<ToolCall> calls) {
        return calls.isEmpty() ? Optional.empty() : Optional.of(new ToolsCalled(calls));
    }

    /** What the model wrote to ask for them, which counts as output. */
    String written() {
        return calls.stream().map(ToolsCalled::written).collect(Collectors.joining());
    }

    static String written(ToolCall call) {
        return call.name() + call.arguments();
    }

    /** The calls as a JSON array. */
    String document() {
        JsonArrayBuilder document = Json.createArrayBuilder();
        calls.forEach(call -> {
            JsonObjectBuilder object = Json.createObjectBuilder()
                    .add("id", call.id())
                    .add("name", call.name())
                    .add("arguments", call.arguments());
            call.signature().ifPresent(signature -> object.add("signature", signature));
            document.add(object);
        });
        return document.build().toString();
    }

    static ToolsCalled read(String document) {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            JsonArray calls = reader.readArray();
            return new ToolsCalled(calls.getValuesAs(ToolsCalled::call));
        }
    }

    private static ToolCall call(JsonValue value) {
        JsonObject object = value.asJsonObject();
        return new ToolCall(
                object.getString("id"),
                object.getString("name"),
                object.getString("arguments"),
                Optional.ofNullable(object.getString("signature", null)));
    }
}
