package dev.atrium.chat;

import dev.atrium.generation.Admitted;
import dev.atrium.generation.Candidate;
import dev.atrium.generation.GenerationPipeline;
import dev.atrium.generation.RunningGeneration;
import dev.atrium.persistence.generation.Generation;
import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelFallbacks;
import dev.atrium.provider.ModelOffer;
import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceService;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Chat with a model in a conversation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ChatService {

    @Inject
    private ConversationService conversations;

    @Inject
    private ChatTurns turns;

    @Inject
    private ModelFallbacks fallbacks;

    @Inject
    private WorkspaceService workspaces;

    @Inject
    private GenerationPipeline pipeline;

    /**
     * Stores the user's message, reserves the cost, and starts the answer.
     *
     * @throws Refusal when it cannot be served or paid; nothing is reserved or stored then, the user's message included
     */
    @Admitted(Generation.Service.TEXT)
    public RunningGeneration send(Caller caller, ChatCommand command) {
        return pipeline.run(() -> turns.open(caller, command, offers(caller, command)));
    }

    /** Who could answer a message, the one that is asked for first; nothing is stored. */
    public List<Candidate> candidates(Caller caller, ChatCommand command) {
        return turns.candidates(caller, command, offers(caller, command));
    }

    private List<ModelOffer> offers(Caller caller, ChatCommand command) {
        boolean mayFallBack = command.provider().isEmpty() && workspaces.fallbackAllowed(caller);
        if (command.model().isPresent()) {
            return fallbacks.require(caller, Capability.TEXT, command.model().get(), command.provider(), mayFallBack);
        }
        ConversationView conversation = command.conversationId()
                .map(id -> conversations.get(caller, id))
                .orElseThrow(() -> Refusal.invalid("model", "must be given for a new conversation"));
        String model = conversation
                .model()
                .orElseThrow(() -> Refusal.invalid("model", "must be given, since this conversation has none yet"));
        Optional<String> provider = command.provider().or(conversation::provider);
        return fallbacks.require(caller, Capability.TEXT, model, provider, mayFallBack);
    }
}
