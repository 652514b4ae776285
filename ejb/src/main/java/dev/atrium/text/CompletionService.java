package dev.atrium.text;

import dev.atrium.generation.Admitted;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.Order;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelFallbacks;
import dev.atrium.provider.api.ChatMessage;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceService;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Text from a prompt or from messages, outside of any conversation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CompletionService {

    @Inject
    private ModelFallbacks fallbacks;

    @Inject
    private WorkspaceService workspaces;

    @Inject
    private TextCandidates candidates;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * What is to be answered.
     *
     * @param provider the provider to ask; without one the first that offers the model
     * @param messages what was said so far, oldest first, ending with what is to be answered
     */
    public record Completion(
            String model,
            Optional<String> provider,
            Optional<String> system,
            List<ChatMessage> messages,
            TextOptions options,
            boolean streamed) {

        public Completion {
            messages = List.copyOf(messages);
        }

        /** A prompt. */
        public Completion(
                String model,
                Optional<String> provider,
                Optional<String> system,
                String prompt,
                TextOptions options,
                boolean streamed) {
            this(model, provider, system, List.of(ChatMessage.user(prompt)), options, streamed);
        }

        /** What is kept of the messages: the words that the user said last. */
        private String prompt() {
            return messages.stream()
                    .filter(message -> message.role() == ChatMessage.Role.USER)
                    .reduce((earlier, later) -> later)
                    .map(ChatMessage::text)
                    .orElse("");
        }
    }

    /**
     * Reserves the cost and starts the generation.
     *
     * @throws dev.atrium.refusal.Refusal when it cannot be served or paid; nothing is reserved or stored then
     */
    @Admitted(Generation.Service.TEXT)
    public RunningGeneration complete(Caller caller, Completion completion) {
        Order order = new Order(
                Order.newId(),
                Generation.Service.TEXT,
                caller,
                candidates(caller, completion),
                Optional.empty(),
                Optional.of(completion.prompt()),
                Optional.empty(),
                completion.streamed());
        return pipeline.run(order);
    }

    /** Who could carry it out, the one that is asked for first. */
    public List<Candidate> candidates(Caller caller, Completion completion) {
        boolean mayFallBack = completion.provider().isEmpty() && workspaces.fallbackAllowed(caller);
        return candidates.whole(
                fallbacks.require(caller, Capability.TEXT, completion.model(), completion.provider(), mayFallBack),
                completion.system(),
                completion.messages(),
                completion.options());
    }
}
