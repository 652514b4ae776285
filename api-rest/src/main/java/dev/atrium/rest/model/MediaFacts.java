package dev.atrium.rest.model;

import java.util.List;

/** What a model for images or sound lets one choose, the usual choice first; lists are empty and numbers null where there is none. */
record MediaFacts(
        List<String> sizes,
        List<String> qualities,
        List<String> styles,
        Integer maxCount,
        List<String> voices,
        List<String> formats,
        Integer maxCharacters,
        List<String> parameters,
        List<String> timestamps) {

    static final MediaFacts NONE =
            new MediaFacts(List.of(), List.of(), List.of(), null, List.of(), List.of(), null, List.of(), List.of());
}
