package dev.atrium.rest.openai;

import dev.atrium.generation.GenerationEvent;
import dev.atrium.rest.openai.ChoiceFeed.Said;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Completions of prompts, or in a stream a piece of them.
 *
 * @param created in seconds since 1970
 * @param choices by the order of the prompts
 */
public record TextCompletion(
        String id, String object, long created, String model, List<Choice> choices, TokensUsed usage) {

    private static final String OBJECT = "text_completion";

    /** A completion, or a piece of one. */
    @Schema(name = "TextCompletionChoice")
    @JsonbNillable
    public record Choice(
            String text,
            int index,
            Object logprobs,

            @JsonbProperty(value = "finish_reason", nillable = true)
            String finishReason) {}

    static TextCompletion of(Choices asked, List<Choices.Settled> settled) {
        return new TextCompletion(
                id(asked.id()),
                OBJECT,
                asked.created(),
                settled.get(0).outcome().answeredBy().name(),
                settled.stream()
                        .map(choice -> new Choice(
                                choice.outcome().text(),
                                choice.index(),
                                null,
                                ChatCompletion.finishReason(choice.outcome().finishReason())))
                        .toList(),
                Choices.usage(settled).orElse(null));
    }

    private static String id(UUID id) {
        return "cmpl-" + id.toString().replace("-", "");
    }

    /** Makes the pieces of one answer. */
    static final class Writing implements Chunks {

        private final Choices asked;
        private final boolean usageWanted;

        Writing(Choices asked, boolean usageWanted) {
            this.asked = asked;
            this.usageWanted = usageWanted;
        }

        @Override
        public Optional<Object> of(Said said) {
            if (said.event() instanceof GenerationEvent.Chunk piece) {
                return Optional.of(chunk(new Choice(piece.content(), said.index(), null, null)));
            }
            if (said.event() instanceof GenerationEvent.Done done) {
                String reason = ChatCompletion.finishReason(done.finishReason());
                return Optional.of(chunk(new Choice("", said.index(), null, reason)));
            }
            return Optional.empty();
        }

        @Override
        public Optional<Object> usage(TokensUsed used) {
            return usageWanted
                    ? Optional.of(
                            new TextCompletion(id(asked.id()), OBJECT, asked.created(), asked.model(), List.of(), used))
                    : Optional.empty();
        }

        private TextCompletion chunk(Choice choice) {
            return new TextCompletion(id(asked.id()), OBJECT, asked.created(), asked.model(), List.of(choice), null);
        }
    }
}
