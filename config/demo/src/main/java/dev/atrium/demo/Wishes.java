package dev.atrium.demo;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for beyond words.
 *
 * @param tools the tools that may be called; none when none may
 * @param forced whether one must be called
 * @param json whether the answer is to be JSON
 * @param schema the shape of that JSON
 */
record Wishes(List<Tool> tools, boolean forced, boolean json, Optional<JsonObject> schema) {

    static final Wishes NONE = new Wishes(List.of(), false, false, Optional.empty());

    /** A tool and the schema of its arguments. */
    record Tool(String name, JsonObject parameters) {}

    /** A call of one. */
    record Call(String name, JsonObject arguments) {}

    Wishes {
        tools = List.copyOf(tools);
    }

    /** These, with just the tool of that name, which must be called. */
    Wishes only(String name) {
        return new Wishes(
                tools.stream().filter(tool -> tool.name().equals(name)).toList(), true, json, schema);
    }

    Wishes withoutTools() {
        return new Wishes(List.of(), false, json, schema);
    }

    Wishes mustCall() {
        return new Wishes(tools, true, json, schema);
    }

    Optional<Tool> tool(String name) {
        return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
