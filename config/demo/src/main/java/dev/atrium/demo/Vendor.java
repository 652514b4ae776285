package dev.atrium.demo;

import dev.atrium.demo.http.HttpRequest;
import java.util.Optional;
import java.util.function.Function;

/** A provider's dialect: checks requests as strictly as the real one and words answers as it does. Does no I/O, keeps no state. */
interface Vendor {

    /** The name in addresses and scripts. */
    String name();

    /** The path of its base address, version included. */
    String basePath();

    /**
     * What the request asks for.
     *
     * @param path the path after the base path
     * @throws Refusal when the vendor would turn it down
     */
    Endpoint endpoint(HttpRequest request, String path);

    /** The vendor's answer to a failing request; nothing when it tells such a failure inside a regular answer. */
    Optional<Whole> failure(Failure failure, Prompt prompt);

    /** What a request asks for. */
    sealed interface Endpoint {

        /** Something that does not depend on a model. */
        record Fixed(Whole answer) implements Endpoint {}

        /** An answer of a model. */
        record Chat(Prompt prompt, Wording wording) implements Endpoint {}

        /**
         * Something that a model makes in one piece: an image, a sound, a transcript, vectors, a verdict.
         *
         * @param prompt the texts in the request, for markers and scripts
         * @param making makes it, as the behaviour wants it
         * @param chunked whether its length is not told beforehand
         */
        record Product(Prompt prompt, Function<Behaviour, Whole> making, boolean chunked) implements Endpoint {}
    }
}
