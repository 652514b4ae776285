package dev.atrium.preset;

import dev.atrium.text.TextOptions;
import java.util.Optional;
import java.util.UUID;

/**
 * What a preset says with its gaps filled.
 *
 * @param title what a conversation that begins with it is about
 * @param model the model to ask, where the request names none
 * @param system the system prompt, where the request has none
 * @param parameters how it is answered, where the request does not say
 */
public record PresetPrompt(
        UUID presetId,
        String title,
        String prompt,
        Optional<String> model,
        Optional<String> system,
        TextOptions parameters) {

    /** The prompt with what the request says beside it, as a paragraph of its own. */
    public String followedBy(Optional<String> text) {
        return text.map(more -> prompt + "\n\n" + more).orElse(prompt);
    }
}
