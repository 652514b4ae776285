package dev.atrium.generation;

import java.util.UUID;

/**
 * What an answer has grown by since it was last kept.
 *
 * @param textFrom how many characters of the text are kept already
 * @param reasoningFrom how many of the reasoning
 */
record Draft(UUID generationId, int textFrom, String text, int reasoningFrom, String reasoning) {

    int size() {
        return text.length() + reasoning.length();
    }
}
