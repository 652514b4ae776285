package dev.atrium.demo;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a chat request asks for, in the words of no vendor.
 *
 * @param model the model's id, as asked for
 * @param turns the conversation with its system messages, oldest first
 * @param otherParts how many parts were no text: images, sound, files
 * @param maxTokens the longest answer wanted
 * @param stop texts before which the answer ends
 * @param choices how many answers are wanted
 * @param streamed whether the answer is wanted as a stream
 * @param wishes what is wanted beyond words
 */
record Prompt(
        String model,
        List<Turn> turns,
        int otherParts,
        OptionalInt maxTokens,
        List<String> stop,
        int choices,
        boolean streamed,
        Wishes wishes) {

    /** The role of a turn in which tools say what they found. */
    static final String TOOL = "tool";

    private static final int TOKENS_PER_REQUEST = 3;
    private static final int TOKENS_PER_TURN = 4;
    private static final int TOKENS_PER_OTHER_PART = 258;

    /** One message; the role is {@code user} for the person's own ones. */
    record Turn(String role, String text) {}

    Prompt {
        turns = List.copyOf(turns);
        stop = List.copyOf(stop);
    }

    /** A prompt for nothing but words. */
    Prompt(
            String model,
            List<Turn> turns,
            int otherParts,
            OptionalInt maxTokens,
            List<String> stop,
            int choices,
            boolean streamed) {
        this(model, turns, otherParts, maxTokens, stop, choices, streamed, Wishes.NONE);
    }

    Prompt wishing(Wishes other) {
        return new Prompt(model, turns, otherParts, maxTokens, stop, choices, streamed, other);
    }

    /** What tools have found, where they spoke last. */
    Optional<String> findings() {
        var findings = new ArrayDeque<String>();
        for (int i = turns.size() - 1; i >= 0 && turns.get(i).role().equals(TOOL); i--) {
            findings.addFirst(turns.get(i).text());
        }
        return findings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", findings));
    }

    /** What the person said last. */
    String question() {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role().equals("user")) {
                return turns.get(i).text();
            }
        }
        return "";
    }

    /** 3 + for each message 4 and the tokens of its text + 258 for each part that is no text. */
    int inputTokens() {
        return TOKENS_PER_REQUEST
                + turns.stream()
                        .mapToInt(turn -> TOKENS_PER_TURN + Tokens.count(turn.text()))
                        .sum()
                + TOKENS_PER_OTHER_PART * otherParts;
    }
}
