package dev.atrium.studio;

import dev.atrium.provider.Capability;
import dev.atrium.provider.ModelFallbacks;
import dev.atrium.provider.ModelOffer;
import dev.atrium.security.Caller;
import dev.atrium.workspace.WorkspaceService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Who may make images or speech, or transcribe. */
@ApplicationScoped
public class StudioOffers {

    @Inject
    private ModelFallbacks fallbacks;

    @Inject
    private WorkspaceService workspaces;

    /**
     * The offer for a request, and those to fall back to: none where a provider is named, or the workspace does not want it.
     *
     * @throws dev.atrium.refusal.Refusal when there is no offer for the request
     */
    public List<ModelOffer> require(Caller caller, Capability capability, String model, Optional<String> provider) {
        boolean mayFallBack = provider.isEmpty() && workspaces.fallbackAllowed(caller);
        return fallbacks.require(caller, capability, model, provider, mayFallBack);
    }
}
