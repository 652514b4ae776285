package dev.atrium.demo;

/**
 * The tokens of one answer in the words of no vendor; each writes them in its own way.
 *
 * @param input all tokens read, cached and written ones included
 * @param output all tokens produced, reasoning included
 * @param cached tokens of the input that came from a cache
 * @param written tokens of the input that were written into a cache (Anthropic only)
 * @param reasoning tokens of the output that were thoughts
 */
record Usage(int input, int output, int cached, int written, int reasoning) {

    int total() {
        return input + output;
    }

    /** What was produced apart from thoughts. */
    int visible() {
        return output - reasoning;
    }
}
