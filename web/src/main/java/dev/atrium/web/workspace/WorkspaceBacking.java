package dev.atrium.web.workspace;

import dev.atrium.refusal.Refusal;
import dev.atrium.security.Caller;
import dev.atrium.web.page.FormMessages;
import dev.atrium.workspace.WorkspaceChange;
import dev.atrium.workspace.WorkspaceService;
import dev.atrium.workspace.WorkspaceView;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page {@code /workspace}: what its sections have in common, and the settings. */
@Named
@RequestScoped
public class WorkspaceBacking {

    @Inject
    private Caller caller;

    @Inject
    private WorkspaceService workspaces;

    @Inject
    private FormMessages messages;

    private WorkspaceView workspace;
    private boolean fallbackAllowed;

    @PostConstruct
    void load() {
        workspace = workspaces.current(caller);
        fallbackAllowed = workspace.fallbackAllowed();
    }

    /** Saves the settings. */
    public void save() {
        try {
            workspaces.change(
                    caller,
                    caller.workspaceId(),
                    new WorkspaceChange(Optional.empty(), Optional.of(fallbackAllowed), Optional.empty()));
            messages.done("workspace.settings.saved");
        } catch (Refusal refusal) {
            messages.refused(refusal, "settings", Map.of());
        }
    }

    public String getName() {
        return workspace.name();
    }

    /** The key of what the viewer is in the workspace. */
    public String getRole() {
        return "workspace.role." + workspace.role().name().toLowerCase(Locale.ROOT);
    }

    /** Whether the viewer may change the workspace. */
    public boolean isAdministered() {
        return workspace.role().mayAdminister();
    }

    public boolean isFallbackAllowed() {
        return fallbackAllowed;
    }

    public void setFallbackAllowed(boolean fallbackAllowed) {
        this.fallbackAllowed = fallbackAllowed;
    }
}
