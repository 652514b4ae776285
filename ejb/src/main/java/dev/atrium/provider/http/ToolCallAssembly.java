package dev.atrium.provider.http;

import dev.atrium.provider.api.ToolCall;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Puts the calls of tools together that a stream of chat completions brings in pieces. Id and name come with the first piece
 * of a call, the arguments spread over all of them. Some servers send each call whole but number them all 0, others repeat id
 * and name with every piece; so a piece begins a new call if its number is new, or its id is another.
 */
public final class ToolCallAssembly {

    private final List<Draft> drafts = new ArrayList<>();

    private static final class Draft {
        private final int index;
        private String id = "";
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        Draft(int index) {
            this.index = index;
        }
    }

    /**
     * Takes a piece, any part of which may be null.
     *
     * @param arguments text to append, or the whole object
     */
    public void add(Integer index, String id, String name, JsonValue arguments) {
        String knownId = id == null || id.equals("null") ? "" : id;
        Draft draft = draft(index == null ? 0 : index, knownId);
        if (draft.id.isEmpty()) {
            draft.id = knownId;
        }
        if (draft.name.isEmpty() && name != null) {
            draft.name = name;
        }
        if (arguments instanceof JsonString text) {
            draft.arguments.append(text.getString());
        } else if (arguments != null && arguments != JsonValue.NULL) {
            draft.arguments.append(arguments);
        }
    }

    private Draft draft(int index, String id) {
        for (int i = drafts.size() - 1; i >= 0; i--) {
            Draft draft = drafts.get(i);
            if (draft.index == index && (id.isEmpty() || draft.id.isEmpty() || draft.id.equals(id))) {
                return draft;
            }
        }
        Draft draft = new Draft(index);
        drafts.add(draft);
        return draft;
    }

    public boolean isEmpty() {
        return drafts.isEmpty();
    }

    /** The calls so far, in the order in which they began. */
    public List<ToolCall> calls() {
        return drafts.stream()
                .map(draft -> call(draft.id, draft.name, draft.arguments.toString()))
                .toList();
    }

    /** A call in the words of the port. An id is made up where there is none; no arguments are an empty object. */
    public static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(id == null || id.isEmpty() ? newId() : id, name, arguments.isBlank() ? "{}" : arguments);
    }

    /** An id for a call to which the provider gave none. */
    public static String newId() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }
}
