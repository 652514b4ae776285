package dev.atrium.rest.openai;

import dev.atrium.generation.GenerationEvent;
import dev.atrium.rest.openai.ChoiceFeed.Said;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A piece of a conversation's answers.
 *
 * @param choices one, but in the last chunk none
 * @param usage in the last chunk, where it was asked for
 */
public record ChatCompletionChunk(
        String id, String object, long created, String model, List<Choice> choices, TokensUsed usage) {

    /** A piece of one answer. */
    @Schema(name = "ChatCompletionChunkChoice")
    public record Choice(
            int index,
            Delta delta,

            @JsonbProperty(value = "finish_reason", nillable = true)
            String finishReason) {}

    /** What is added to the answer; a member that is absent gets nothing. */
    @Schema(name = "ChatCompletionDelta")
    public record Delta(
            String role,
            String content,
            @JsonbProperty("reasoning_content") String reasoningContent,
            @JsonbProperty("tool_calls") List<ToolCallBody> toolCalls) {

        private static final Delta NOTHING = new Delta(null, null, null, null);
    }

    /** Makes the chunks of one answer. */
    static final class Writing implements Chunks {

        private final String id;
        private final long created;
        private final boolean usageWanted;
        private final Map<Integer, Integer> calls = new HashMap<>();
        private String model;

        Writing(Choices asked, boolean usageWanted) {
            this(ChatCompletion.id(asked.id()), asked.created(), asked.model(), usageWanted);
        }

        Writing(String id, long created, String model, boolean usageWanted) {
            this.id = id;
            this.created = created;
            this.model = model;
            this.usageWanted = usageWanted;
        }

        @Override
        public Optional<Object> of(Said said) {
            if (said.event() instanceof GenerationEvent.Start) {
                return Optional.of(chunk(said, new Delta("assistant", "", null, null), null));
            }
            if (said.event() instanceof GenerationEvent.Chunk piece) {
                return Optional.of(chunk(said, new Delta(null, piece.content(), null, null), null));
            }
            if (said.event() instanceof GenerationEvent.Reasoning thought) {
                return Optional.of(chunk(said, new Delta(null, null, thought.content(), null), null));
            }
            if (said.event() instanceof GenerationEvent.ToolCalled called) {
                int place = calls.merge(said.index(), 1, Integer::sum) - 1;
                List<ToolCallBody> call = List.of(ChatCompletion.call(place, called.call()));
                return Optional.of(chunk(said, new Delta(null, null, null, call), null));
            }
            if (said.event() instanceof GenerationEvent.Done done) {
                model = done.model();
                return Optional.of(chunk(said, Delta.NOTHING, ChatCompletion.finishReason(done.finishReason())));
            }
            return Optional.empty();
        }

        @Override
        public Optional<Object> usage(TokensUsed used) {
            return usageWanted
                    ? Optional.of(new ChatCompletionChunk(id, "chat.completion.chunk", created, model, List.of(), used))
                    : Optional.empty();
        }

        private ChatCompletionChunk chunk(Said said, Delta delta, String finishReason) {
            return new ChatCompletionChunk(
                    id,
                    "chat.completion.chunk",
                    created,
                    model,
                    List.of(new Choice(said.index(), delta, finishReason)),
                    null);
        }
    }
}
